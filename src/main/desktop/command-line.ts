import { resolve } from 'node:path';

export interface CommandLine {
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly sample: boolean;
}

/**
 * What a user named: everything that is no switch, and all that follows `--`. Chromium and the system add switches of
 * their own, so unknown ones are passed over.
 */
export function parseCommandLine(args: readonly string[], folder: string): CommandLine {
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  const after = end < 0 ? [] : args.slice(end + 1);
  const files = [...before.filter((arg) => !arg.startsWith('-') && arg !== ''), ...after];
  return { files: files.map((file) => resolve(folder, file)), sample: before.includes('--sample') };
}

/**
 * The user's part of the command line: without the program, and without the app's folder, which is the first argument
 * that is no switch when Electron itself was started with it.
 */
export function userArguments(argv: readonly string[], defaultApp = process.defaultApp): readonly string[] {
  const args = argv.slice(1);
  const folder = defaultApp ? args.findIndex((arg) => !arg.startsWith('-')) : -1;
  return folder < 0 ? args : args.toSpliced(folder, 1);
}
