import { failure } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { engineApi } from '../api/engine-api.ts';
import type { HostApi } from '../api/host-api.ts';
import { runtime, version } from '../api/version.ts';
import type { WindowMemory } from '../api/window-memory.ts';
import { packedSample } from '../engine/file/sample.ts';
import type { DumpOpener } from './dump-opener.ts';
import type { DumpWindow } from './dump-window.ts';
import type { RecentFiles } from './recent-files.ts';
import type { ViewSettingsKeeper } from './view-settings.ts';
import type { Windows } from './windows.ts';

/** What the shell is made of, besides the window that calls. */
export interface Shell {
  readonly windows: Windows;
  readonly opener: DumpOpener;
  readonly recent: RecentFiles;
  readonly view: ViewSettingsKeeper;
  readonly memory: WindowMemory;
}

/** The contract as the desktop serves it to one window. */
export const desktopApi = (
  target: DumpWindow,
  { windows, opener, recent, view, memory }: Shell,
): HostApi => ({
  ...engineApi(target.view),
  describeHost: () => ({
    mode: 'desktop',
    version,
    runtime,
    sample: packedSample() !== undefined,
    roots: [],
    settings: view.current,
    sessions: memory.withViews(target.view.list()),
  }),
  listDirectory: () => {
    throw failure('forbidden', say('failure.noFolders'), {
      remedy: say('remedy.dialog'),
    });
  },
  pickFiles: () => opener.pick(target),
  openDump: ({ path }) => opener.openAsked(path, target),
  openSample: () => opener.openSample(target),
  lastOpen: () => {
    for (const { path } of memory.last.dumps) opener.grant(path);
    return memory.last;
  },
  rememberOpen: (open) => {
    memory.keep(target.view, open);
  },
  openWindow: ({ session }) => {
    windows.open(target, session);
  },
  listRecent: () => recent.describe(),
  forgetRecent: ({ path }) => {
    recent.forget(path);
    return recent.describe();
  },
  keepSettings: ({ settings }) => {
    view.keep(settings);
  },
});
