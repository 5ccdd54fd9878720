import type { ApiAnswer, ApiArgs, ApiMethod } from '../../shared/api.ts';

/** The contract as a host implements it for one view: an answer or a promise of it; failures are thrown. */
export type HostApi = {
  readonly [K in ApiMethod]: (args: ApiArgs<K>) => ApiAnswer<K> | Promise<ApiAnswer<K>>;
};

/** The methods that need a session and nothing of the host around it. */
export type EngineMethod =
  | 'cancelAnalysis'
  | 'analyseAgain'
  | 'selectKernel'
  | 'closeDump'
  | 'snapshot'
  | 'read'
  | 'locate'
  | 'segments'
  | 'describeTask'
  | 'pinField'
  | 'search'
  | 'cancelSearch'
  | 'fingerprint'
  | 'clearResults';

export type EngineApi = Pick<HostApi, EngineMethod>;
