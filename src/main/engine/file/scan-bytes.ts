import { failure } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { compileQuery } from './compiled-query.ts';
import type { ScanHits, ScanQuery } from './dump-file.ts';
import { nativeAddon } from './native-addon.ts';
import { scanInJavaScript } from './scan-javascript.ts';

/**
 * Searches bytes that are already in memory, such as a block that a compressed format decoded. `baseAddress` is the
 * address of the first byte; the offsets of the hits are positions in `bytes`, ascending, at most `maxHits` of them.
 * A query object may be used for many blocks: it is prepared once. Its contents must then not change.
 *
 * Synchronous, for worker threads; native when the addon is there.
 */
export function scanBytes(
  bytes: Uint8Array,
  baseAddress: number,
  query: ScanQuery,
  maxHits: number,
): ScanHits {
  const { addon } = nativeAddon();
  if (addon === undefined) return scanInJavaScript(bytes, baseAddress, query, maxHits);
  // The addon takes plain Uint8Arrays only, which Buffer and a subclass are too.
  const found = addon.scanBytes(compileQuery(addon, query), bytes, baseAddress, maxHits);
  if (found === undefined) {
    throw failure('bad-request', say('failure.block', { address: baseAddress }));
  }
  return { offsets: found[0], which: found[1] };
}
