import { cachePart, removeAll } from '../engine/file/cache-folder.ts';
import type { EngineApi } from './host-api.ts';
import type { View } from './view.ts';

/** The part of the contract that every host with sessions in worker threads serves alike, for one view. */
export const engineApi = (view: View): EngineApi => ({
  cancelAnalysis: ({ session }) => view.get(session).cancel(),
  selectKernel: ({ session, ...args }) => view.get(session).ask('selectKernel', args),
  analyseAgain: ({ session }) => view.get(session).ask('analyseAgain', {}),
  closeDump: ({ session }) => view.close(session),
  snapshot: ({ session }) => view.get(session).snapshot(),
  read: ({ session, ...args }) => view.get(session).ask('read', args),
  locate: ({ session, ...args }) => view.get(session).ask('locate', args),
  segments: ({ session, ...args }) => view.get(session).ask('segments', args),
  describeTask: ({ session, ...args }) => view.get(session).ask('describeTask', args),
  pinField: ({ session, ...args }) => view.get(session).ask('pinField', args),
  search: ({ session, ...args }) => view.get(session).ask('search', args),
  cancelSearch: ({ session }) => view.get(session).ask('cancelSearch', {}),
  fingerprint: ({ session }) => view.get(session).ask('fingerprint', {}),
  clearResults: () => removeAll(cachePart('results')),
});
