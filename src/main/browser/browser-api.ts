import { failure } from '../../shared/errors.ts';
import { engineApi } from '../api/engine-api.ts';
import type { HostApi } from '../api/host-api.ts';
import { hasSample, unpackSample } from '../api/sample.ts';
import { version } from '../api/version.ts';
import type { View } from '../api/view.ts';
import { listDirectory } from './list-directory.ts';
import type { Roots } from './roots.ts';

/** The contract as browser mode serves it to one tab. */
export const browserApi = (view: View, roots: Roots): HostApi => ({
  ...engineApi(view),
  describeHost: () => ({
    mode: 'browser',
    version,
    sample: hasSample(),
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
  openDump: async ({ path }) => view.open({ path: await roots.admit(path), displayPath: path }),
  openSample: async () => {
    const { path, displayPath, remove } = await unpackSample();
    return view.open({ path, displayPath, onClosed: remove });
  },
});
