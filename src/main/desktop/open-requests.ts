import { app } from 'electron';
import { parseCommandLine, userArguments, type CommandLine } from './command-line.ts';
import type { DumpOpener } from './dump-opener.ts';
import type { Windows } from './windows.ts';

/** Files that the system hands over, at any time: on macOS even before the app is ready. */
export class OpenRequests {
  readonly #early: string[] = [];
  #show: ((line: CommandLine) => void) | undefined;

  /** Must run before the app is ready. */
  constructor() {
    app.on('open-file', (event, path) => {
      event.preventDefault();
      if (this.#show === undefined) this.#early.push(path);
      else this.#show({ files: [path], sample: false });
    });
  }

  /** Opens the first window with what the command line and the system named, and from then on what follows. */
  setup(windows: Windows, opener: DumpOpener): void {
    const show = (line: CommandLine): void => {
      const target = windows.vacant();
      for (const file of line.files) void opener.attempt(target, () => opener.open(file, target));
      if (line.sample) void opener.attempt(target, () => opener.openSample(target));
      target.window.focus();
    };
    this.#show = show;
    app.on('second-instance', (_event, argv, folder) => {
      // The other instance was started as this one was.
      const line = parseCommandLine(userArguments(argv), folder);
      if (line.files.length > 0 || line.sample) show(line);
      else windows.present();
    });
    const line = parseCommandLine(userArguments(process.argv), process.cwd());
    show({ ...line, files: [...line.files, ...this.#early.splice(0)] });
  }
}
