import { fileOffset, type ByteOrder } from '../../../../shared/units.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import type { FileRun } from '../../memory/normalise-runs.ts';
import { readU32, readU64 } from '../../memory/words.ts';
import { MAX_FRAME, PageRuns } from './page-runs.ts';

const END = 0;
const PAGE_DATA = 1;
const RECORD_HEADER = 8;
/** The bits of a word that are the frame's number. */
const FRAME_BITS = 2n ** 52n - 1n;
/** XEN_DOMCTL_PFINFO_BROKEN, _XALLOC and _XTAB: pages that are named, but not stored. */
const FIRST_WITHOUT_BYTES = 0xdn;
/** Frame numbers read at once, and frames that one table of places holds. */
const BATCH = 1024;

export interface SavedPages {
  /** Of a page that was sent again, the last place counts. */
  readonly runs: readonly FileRun[];
  /** The stream's last record is there. */
  readonly ended: boolean;
}

/**
 * The pages of a saved Xen domain, whose records begin at `from`: { u32 type, u32 length } and a body, padded to eight
 * bytes. A body of PAGE_DATA is { u32 count, u32 }, `count` frame numbers with the page's type in the upper four bits,
 * and the pages that have bytes (Xen, docs/specs/libxc-migration-stream.pandoc).
 */
export function readSavedPages(
  file: DumpFile,
  from: number,
  byteOrder: ByteOrder,
  pageSize: number,
): SavedPages {
  const places = new LastPlaces(pageSize);
  const head = new Uint8Array(RECORD_HEADER + 4);
  for (let at = from; at + RECORD_HEADER <= file.size;) {
    head.fill(0);
    file.read(fileOffset(at), head);
    const type = readU32(head, 0, byteOrder);
    const length = readU32(head, 4, byteOrder);
    if (type === END) return { runs: places.runs(), ended: true };
    const body = at + RECORD_HEADER;
    if (type === PAGE_DATA) {
      const count = Math.min(readU32(head, 8, byteOrder), Math.floor((length - 8) / 8));
      readBatch(file, { numbers: body + 8, count, end: body + length, byteOrder, pageSize }, places);
    }
    at = body + Math.ceil(length / 8) * 8;
  }
  return { runs: places.runs(), ended: false };
}

interface Batch {
  /** File offsets of the first frame number, and of the record's end. */
  readonly numbers: number;
  readonly end: number;
  readonly count: number;
  readonly byteOrder: ByteOrder;
  readonly pageSize: number;
}

function readBatch(file: DumpFile, batch: Batch, places: LastPlaces): void {
  const { numbers, end, count, byteOrder, pageSize } = batch;
  const last = Math.min(end, file.size);
  const block = new Uint8Array(BATCH * 8);
  let at = numbers + count * 8;
  for (let index = 0; index < count && at + pageSize <= last; index++) {
    const inBlock = (index % BATCH) * 8;
    if (inBlock === 0) file.read(fileOffset(numbers + index * 8), block);
    const word = readU64(block, inBlock, byteOrder);
    const frame = Number(word & FRAME_BITS);
    if (word >> 60n >= FIRST_WITHOUT_BYTES) continue;
    if (frame < MAX_FRAME) places.set(frame, at);
    at += pageSize;
  }
}

/** Where in the file each frame's page was last seen; in tables, so that a few far frames cost little. */
class LastPlaces {
  readonly #tables = new Map<number, Float64Array>();
  readonly #pageSize: number;

  constructor(pageSize: number) {
    this.#pageSize = pageSize;
  }

  set(frame: number, place: number): void {
    const at = Math.floor(frame / BATCH);
    let table = this.#tables.get(at);
    if (table === undefined) this.#tables.set(at, (table = new Float64Array(BATCH).fill(NaN)));
    table[frame % BATCH] = place;
  }

  runs(): readonly FileRun[] {
    const runs = new PageRuns(this.#pageSize);
    for (const [at, table] of [...this.#tables].sort(([a], [b]) => a - b))
      for (const [index, file] of table.entries()) {
        if (!Number.isNaN(file)) runs.add(at * BATCH + index, file);
      }
    return runs.runs;
  }
}
