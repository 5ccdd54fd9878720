import { failure } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { ScanQuery } from './dump-file.ts';
import type { CompiledQuery, NativeAddon } from './native-addon.ts';
import { boundsOf, checkQuery } from './scan-query.ts';

const compiled = new WeakMap<ScanQuery, CompiledQuery>();

/**
 * The addon's form of a query, kept with the query object: scanning many blocks with one query compiles it once.
 * `portable` leaves out the vector paths (tests compare both).
 */
export function compileQuery(addon: NativeAddon, query: ScanQuery, portable = false): CompiledQuery {
  const known = portable ? undefined : compiled.get(query);
  if (known !== undefined) return known;
  checkQuery(query);
  const fresh = compile(addon, query, portable);
  if (fresh === undefined) throw failure('bad-request', say('failure.query'));
  if (!portable) compiled.set(query, fresh);
  return fresh;
}

function compile(addon: NativeAddon, query: ScanQuery, portable: boolean): CompiledQuery | undefined {
  if (query.kind === 'patterns') {
    const lengths = Uint32Array.from(query.patterns, (pattern) => pattern.length);
    const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
    let at = 0;
    for (const pattern of query.patterns) {
      bytes.set(pattern, at);
      at += pattern.length;
    }
    return addon.compile('patterns', bytes, lengths, 0, false, portable);
  }
  return addon.compile(query.kind, wordsOf(query), undefined, query.wordSize, query.bigEndian, portable);
}

function wordsOf(query: Exclude<ScanQuery, { kind: 'patterns' }>): BigUint64Array {
  switch (query.kind) {
    case 'values':
      return query.values;
    case 'selfRelative':
      return BigUint64Array.of(BigInt.asUintN(64, query.delta));
    case 'range': {
      const bounds = boundsOf(query.low, query.high);
      // Low above high is how the addon is told of an empty range.
      return bounds === undefined ? BigUint64Array.of(1n, 0n) : BigUint64Array.of(bounds.low, bounds.top);
    }
  }
}
