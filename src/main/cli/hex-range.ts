import type { ReadResult, Space } from '../../shared/api.ts';
import { hex } from '../../shared/units.ts';
import type { AnalysedDump } from './analysed-dump.ts';
import type { CommandView } from './command-view.ts';
import { dumpJson } from './dump-json.ts';
import { hexRows } from './hex-rows.ts';
import { failure } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { styleFor } from './style.ts';

const faint = styleFor(process.stdout, 'dim');

export interface ByteRange {
  readonly space: Space;
  readonly address: bigint;
  /** Bytes. */
  readonly length: number;
}

/** `taskshape hex --address`: any bytes of the dump by any of the three kinds of address. */
export function hexRangeView(range: ByteRange): CommandView {
  return {
    text: (dump) => {
      const width = hex(range.address + BigInt(range.length)).length - 2;
      return hexRows({
        ...readRange(dump, range),
        marks: [],
        label: (offset) => `0x${(range.address + BigInt(offset)).toString(16).padStart(width, '0')}`,
        emphasise: (text) => text,
        faint,
      });
    },
    json: (dump) => {
      const { bytes, holes } = readRange(dump, range);
      return {
        dump: dumpJson(dump),
        space: range.space,
        address: hex(range.address),
        bytes: Buffer.from(bytes).toString('hex'),
        holes,
      };
    },
    csvHeader: ['address', 'byte'],
    csvRows: (dump) => {
      const { bytes, holes } = readRange(dump, range);
      return Array.from(bytes, (byte, at) => [
        hex(range.address + BigInt(at)),
        holes.some(([start, end]) => at >= start && at < end) ? null : byte,
      ]);
    },
  };
}

/** Throws `address-unmapped` when the dump holds none of it. */
function readRange({ session, snapshot }: AnalysedDump, range: ByteRange): ReadResult {
  const result = session.read(range.space, range.address, range.length);
  const missing = result.holes.reduce((sum, [start, end]) => sum + end - start, 0);
  if (missing < range.length) return result;
  throw failure(
    'address-unmapped',
    say(`failure.nothingAt.${range.space}`, { address: hex(range.address) }),
    {
      file: snapshot.path,
      remedy: say('remedy.info'),
    },
  );
}
