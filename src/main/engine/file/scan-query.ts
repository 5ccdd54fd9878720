import { failure } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { ScanOptions, ScanQuery, ScanRange } from './dump-file.ts';

export const DEFAULT_MAX_HITS = 1_000_000;

const WORD_TOP = (1n << 64n) - 1n;

/** Throws `bad-request` for a query that cannot mean anything. */
export function checkQuery(query: ScanQuery): void {
  if (query.kind !== 'patterns') return;
  if (query.patterns.length === 0 || query.patterns.some((pattern) => pattern.length === 0)) {
    throw failure('bad-request', say('failure.emptySearch'));
  }
}

/** Bytes of the longest possible match. */
export const reachOf = (query: ScanQuery): number =>
  query.kind === 'patterns' ? Math.max(...query.patterns.map((pattern) => pattern.length)) : query.wordSize;

/** The inclusive bounds of a range query within 64 bits; undefined when it is empty. */
export function boundsOf(low: bigint, high: bigint): { low: bigint; top: bigint } | undefined {
  const from = low < 0n ? 0n : low;
  const top = high - 1n > WORD_TOP ? WORD_TOP : high - 1n;
  return from > top ? undefined : { low: from, top };
}

export const maxHitsOf = (options: ScanOptions): number => Math.max(0, options.maxHits ?? DEFAULT_MAX_HITS);

/** The part of a range that the file holds; undefined when that is nothing, or the range makes no sense. */
export function clipRange(
  range: ScanRange,
  fileSize: number,
): { start: number; end: number; address: number } | undefined {
  const { start, length, address } = range;
  if (!(start >= 0 && length > 0 && address >= 0 && start < fileSize)) return undefined;
  return { start, end: Math.min(start + length, fileSize), address };
}
