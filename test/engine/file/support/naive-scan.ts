import type { ScanQuery, ScanRange } from '../../../../src/main/engine/file/dump-file.ts';

export interface Hit {
  readonly offset: number;
  readonly which: number;
}

/** The meaning of a scan, written as plainly as possible: every position, every candidate, in order. */
export function naiveScan(data: Uint8Array, ranges: readonly ScanRange[], query: ScanQuery): Hit[] {
  return ranges.flatMap((range) => {
    const end = Math.min(range.start + range.length, data.length);
    const hits: Hit[] = [];
    for (let offset = range.start; offset < end; offset++) {
      for (const which of matchesAt(
        data.subarray(0, end),
        offset,
        range.address + offset - range.start,
        query,
      )) {
        hits.push({ offset, which });
      }
    }
    return hits;
  });
}

function matchesAt(data: Uint8Array, offset: number, address: number, query: ScanQuery): number[] {
  if (query.kind === 'patterns') {
    return query.patterns.flatMap((pattern, which) =>
      offset + pattern.length <= data.length && pattern.every((byte, at) => data[offset + at] === byte)
        ? [which]
        : [],
    );
  }
  const { wordSize, bigEndian } = query;
  if (address % wordSize !== 0 || offset + wordSize > data.length) return [];
  const bytes = [...data.subarray(offset, offset + wordSize)];
  if (!bigEndian) bytes.reverse();
  const word = bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  switch (query.kind) {
    case 'values': {
      const which = query.values.indexOf(word);
      return which < 0 ? [] : [which];
    }
    case 'range':
      return word >= query.low && word < query.high ? [0] : [];
    case 'selfRelative':
      return word === BigInt.asUintN(wordSize * 8, BigInt(address) + query.delta) ? [0] : [];
  }
}
