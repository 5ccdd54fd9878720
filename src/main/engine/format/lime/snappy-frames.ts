import { fileOffset } from '../../../../shared/units.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { CODEC } from '../../memory/decode/decode-unit.ts';
import { snappyLength } from '../../memory/decode/snappy.ts';
import type { UnitListBuilder } from '../../memory/unit-list.ts';

const STREAM = 0xff;
const COMPRESSED = 0x00;
const PLAIN = 0x01;
/** No chunk holds more, packed with its checksum or unpacked (google/snappy, framing_format.txt). */
const MAX_UNPACKED = 65_536;
const MAX_CHUNK = 0xff_ffff;
const CHECKSUM = 4;

/**
 * Lists the chunks of a Snappy stream of `length` unpacked bytes that begins at `offset`, as units of memory from
 * `address` on. Chunks are { u8 type, u24 length, … }; those with data begin with a checksum.
 *
 * @returns where the stream ends, and how many bytes of memory its chunks hold: fewer than `length` when it is damaged.
 */
export function listFrames(
  file: DumpFile,
  offset: number,
  address: number,
  length: number,
  units: UnitListBuilder,
): { readonly end: number; readonly held: number } {
  const head = new Uint8Array(4 + CHECKSUM + 5);
  let at = offset;
  let held = 0;
  while (held < length && !units.isFull) {
    const bytes = file.read(fileOffset(at), head);
    if (bytes < 4) break;
    const type = head[0] ?? 0;
    const size = (head[1] ?? 0) | ((head[2] ?? 0) << 8) | ((head[3] ?? 0) << 16);
    if (size > MAX_CHUNK || at + 4 + size > file.size) break;
    if (type === COMPRESSED || type === PLAIN) {
      const data = size - CHECKSUM;
      const unpacked =
        type === PLAIN ? data : (snappyLength(head.subarray(4 + CHECKSUM, bytes))?.length ?? 0);
      if (!(data > 0 && unpacked > 0 && unpacked <= MAX_UNPACKED)) break;
      const codec = type === PLAIN ? CODEC.raw : CODEC.snappy;
      units.add(address + held, unpacked, codec, at + 4 + CHECKSUM, data);
      held += unpacked;
    } else if (type !== STREAM && type < 0x80) break;
    at += 4 + size;
  }
  return { end: at, held };
}
