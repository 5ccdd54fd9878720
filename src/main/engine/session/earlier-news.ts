import type { StageTiming } from '../../../shared/api.ts';
import type { DumpInfo, KernelCandidate } from '../../../shared/dump-info.ts';
import type { News } from './analyse.ts';
import type { StoredResult } from './result-cache/stored-result.ts';

/**
 * What a session announces of an earlier result, which takes the place of an analysis. `info`: what opening the file had
 * to say; `timings`: what reading the result took.
 */
export function earlierNews(
  result: StoredResult,
  info: DumpInfo,
  kernels: readonly KernelCandidate[],
  timings: readonly StageTiming[],
): News {
  const { shape, table, warnings, initSearch, kernel, endedMs } = result;
  return {
    info: { ...info, notices: [...info.notices, ...warnings], kernel },
    shape,
    table,
    kernels,
    ...(initSearch !== undefined && { initSearch }),
    timings: [...timings],
    earlier: { endedMs, timings: result.timings },
    finished: true,
  };
}
