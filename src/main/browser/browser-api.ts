import { resolve } from 'node:path';
import type { RecentDump } from '../../shared/api.ts';
import { failure } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { engineApi } from '../api/engine-api.ts';
import type { HostApi } from '../api/host-api.ts';
import { presenceOf } from '../api/presence.ts';
import { describeRecent, type RecentDumps } from '../api/recent-dumps.ts';
import { runtime, version } from '../api/version.ts';
import type { View } from '../api/view.ts';
import type { WindowMemory } from '../api/window-memory.ts';
import { openSamplePath, packedSample, SAMPLE_NAME } from '../engine/file/sample.ts';
import { listDirectory } from './list-directory.ts';
import type { Roots } from './roots.ts';

/** What the server keeps of earlier runs. */
export interface Remembered {
  readonly recent: RecentDumps;
  readonly memory: WindowMemory;
}

/** The contract as browser mode serves it to one tab. */
export const browserApi = (view: View, roots: Roots, { recent, memory }: Remembered): HostApi => ({
  ...engineApi(view),
  describeHost: () => ({
    mode: 'browser',
    version,
    runtime,
    sample: packedSample() !== undefined,
    roots: roots.folders,
    sessions: memory.withViews(view.list()),
  }),
  listDirectory: ({ path }) => listDirectory(roots, path),
  pickFiles: () => {
    throw failure('bad-request', say('failure.noDialog'), {
      remedy: say('remedy.listOrDrop'),
    });
  },
  keepSettings: () => {
    throw failure('bad-request', say('failure.ownSettings'));
  },
  openDump: async ({ path }) => {
    const session = view.open({ path: await roots.admit(path), displayPath: path });
    recent.opened(resolve(path), session);
    return session;
  },
  openSample: async () => view.open({ path: await openSamplePath(), displayPath: SAMPLE_NAME }),
  lastOpen: async () => {
    const { dumps, ...rest } = memory.last;
    const allowed = await Promise.all(
      dumps.map(({ path }) => presenceOf(path, (one) => roots.admit(one), 'hidden')),
    );
    return { ...rest, dumps: dumps.filter((_dump, at) => allowed[at] !== 'hidden') };
  },
  rememberOpen: (open) => {
    memory.keep(view, open);
  },
  openWindow: () => {
    throw failure('bad-request', say('failure.ownWindows'), {
      remedy: say('remedy.newTab'),
    });
  },
  listRecent: () => visibleRecent(roots, recent),
  forgetRecent: ({ path }) => {
    recent.forget(path);
    return visibleRecent(roots, recent);
  },
});

/** What this page may not open is not listed: the file is shared with servers that allow other folders. */
const visibleRecent = (roots: Roots, recent: RecentDumps): Promise<readonly RecentDump[]> =>
  describeRecent(recent.list(), (path) => roots.admit(path), 'hidden');
