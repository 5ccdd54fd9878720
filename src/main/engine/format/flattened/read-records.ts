import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import type { FlatRecords } from './flat-index.ts';

/** The header and its padding (makedumpfile.h, MAX_SIZE_MDF_HEADER). */
const HEADER = 4096;
/** { s64 offset; s64 size }, big-endian on every machine. */
const RECORD = 16;
const MAX_RECORDS = 32 * 1024 * 1024;

/**
 * Walks the records of a flattened file:
 *
 *     "makedumpfile\0\0\0\0"  be64 type = 1  be64 version = 1  …4096  { be64 offset, be64 size, data } …  −1 −1
 *
 * A file that ends early keeps what there is, with a notice.
 */
export function readFlatRecords(file: DumpFile): {
  readonly records: FlatRecords;
  readonly notices: readonly Sentence[];
} {
  const head = new DataView(new ArrayBuffer(32));
  file.read(fileOffset(0), new Uint8Array(head.buffer));
  if (head.getBigInt64(16) !== 1n || head.getBigInt64(24) !== 1n) {
    throw failure('format-unsupported', say('failure.flat.kind'), {
      file: file.path,
      offset: 16,
      expected: say('expected.flat.type'),
      remedy: say('remedy.flat.rearrange'),
    });
  }
  const columns = new GrowingColumns();
  const notices: Sentence[] = [];
  const bytes = new Uint8Array(RECORD);
  const view = new DataView(bytes.buffer);
  let at = HEADER;
  for (;;) {
    if (file.read(fileOffset(at), bytes) < RECORD) {
      notices.push(say('notice.flat.cutOff', { at }));
      break;
    }
    const offset = view.getBigInt64(0);
    const size = view.getBigInt64(8);
    if (offset === -1n && size === -1n) break;
    if (offset < 0n || size < 0n || offset + size > BigInt(Number.MAX_SAFE_INTEGER)) {
      notices.push(say('notice.flat.damaged', { at }));
      break;
    }
    const held = Math.min(Number(size), file.size - at - RECORD);
    if (held > 0) columns.add(Number(offset), held, at + RECORD);
    if (columns.count > MAX_RECORDS) throw tooMany(file);
    at += RECORD + Number(size);
  }
  return { records: columns.records(), notices };
}

const tooMany = (file: DumpFile) =>
  failure('format-unsupported', say('failure.flat.many', { records: MAX_RECORDS }), {
    file: file.path,
    remedy: say('remedy.flat.rearrange'),
  });

class GrowingColumns {
  count = 0;
  #columns = new Float64Array(3 * 1024);

  add(start: number, length: number, place: number): void {
    const at = 3 * this.count++;
    if (at + 3 > this.#columns.length) {
      const grown = new Float64Array(this.#columns.length * 2);
      grown.set(this.#columns);
      this.#columns = grown;
    }
    this.#columns[at] = start;
    this.#columns[at + 1] = length;
    this.#columns[at + 2] = place;
  }

  records(): FlatRecords {
    const column = (which: number): Float64Array =>
      Float64Array.from({ length: this.count }, (_, i) => this.#columns[3 * i + which] ?? 0);
    return { count: this.count, start: column(0), length: column(1), place: column(2) };
  }
}
