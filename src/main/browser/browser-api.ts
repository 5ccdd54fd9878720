import { failure } from '../../shared/errors.ts';
import { engineApi } from '../api/engine-api.ts';
import type { HostApi } from '../api/host-api.ts';
import { version } from '../api/version.ts';
import type { View } from '../api/view.ts';
import { openSamplePath, packedSample, SAMPLE_NAME } from '../engine/file/sample.ts';
import { listDirectory } from './list-directory.ts';
import type { Roots } from './roots.ts';

/** The contract as browser mode serves it to one tab. */
export const browserApi = (view: View, roots: Roots): HostApi => ({
  ...engineApi(view),
  describeHost: () => ({
    mode: 'browser',
    version,
    sample: packedSample() !== undefined,
    roots: roots.folders,
    recent: [],
    sessions: view.list(),
  }),
  listDirectory: ({ path }) => listDirectory(roots, path),
  pickFiles: () => {
    throw failure('bad-request', 'Browser mode has no native file dialog.', {
      remedy: 'List a folder of the server, or drop a file onto the page.',
    });
  },
  keepSettings: () => {
    throw failure('bad-request', 'In browser mode the page keeps its settings itself.');
  },
  openDump: async ({ path }) => view.open({ path: await roots.admit(path), displayPath: path }),
  openSample: async () => view.open({ path: await openSamplePath(), displayPath: SAMPLE_NAME }),
});
