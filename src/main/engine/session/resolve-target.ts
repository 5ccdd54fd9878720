import type { Target } from '../../../shared/api.ts';
import type { TaskShape } from '../../../shared/shape.ts';
import type { TaskTable } from '../../../shared/task-table.ts';
import { commText } from '../../../shared/text.ts';
import { hex, type WordSize } from '../../../shared/units.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type { AddressSpace } from '../kernel/address-space.ts';

/** LIST_POISON1 and 2 with and without the x86-64 offset (include/linux/poison.h). */
const POISON = new Set([
  0x100n,
  0x122n,
  0x200n,
  0xdead000000000100n,
  0xdead000000000122n,
  0xdead000000000200n,
]);

/** Tells where kernel pointers lead, in words. */
export class TargetResolver {
  readonly #space: AddressSpace;
  readonly #shape: TaskShape;
  readonly #table: TaskTable;
  readonly #initTask: bigint;
  /** Physical addresses of all tasks, ascending, and the row of each. */
  readonly #sorted: Float64Array;
  readonly #rows: Uint32Array;

  constructor(space: AddressSpace, shape: TaskShape, table: TaskTable) {
    this.#space = space;
    this.#shape = shape;
    this.#table = table;
    this.#initTask = table.address[0] ?? 0n;
    this.#rows = Uint32Array.from(table.physical.keys()).sort(
      (a, b) => (table.physical[a] ?? NaN) - (table.physical[b] ?? NaN),
    );
    this.#sorted = Float64Array.from(this.#rows, (row) => table.physical[row] ?? NaN);
  }

  resolve(address: bigint): Target {
    if (address === 0n) return { address, row: -1, text: say('target.null'), mapped: false };
    if (POISON.has(address)) return { address, row: -1, text: say('target.poison'), mapped: false };
    const physical = this.#space.toPhysical(address);
    if (physical === undefined) {
      return {
        address,
        row: -1,
        text: isUserAddress(address, this.#space.wordSize) ? say('target.user') : say('target.unreached'),
        mapped: false,
      };
    }
    const row = this.#taskAt(physical);
    if (row < 0) return { address, row, text: this.#regionText(address), mapped: true };
    const offset = physical - (this.#table.physical[row] ?? NaN);
    return {
      address,
      row,
      text: `${commText(this.#table, row)} (${this.#table.pid[row]})${this.#memberAt(offset)}`,
      mapped: true,
    };
  }

  /** Which part of the kernel's memory an address leads to; undefined for one that leads to none. */
  regionOf(address: bigint): 'task' | 'image' | 'direct-map' | undefined {
    const physical = this.#space.toPhysical(address);
    if (physical === undefined) return undefined;
    if (this.#taskAt(physical) >= 0) return 'task';
    return this.#isImage(address) ? 'image' : 'direct-map';
  }

  /** The row of the task_struct this physical address lies in, or −1. */
  #taskAt(physical: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? NaN) <= physical) low = middle + 1;
      else high = middle;
    }
    const start = this.#sorted[low - 1] ?? NaN;
    return physical - start < this.#shape.extent ? (this.#rows[low - 1] ?? -1) : -1;
  }

  #memberAt(offset: number): string {
    if (offset === 0) return '';
    const field = this.#shape.fields.find(
      (candidate) =>
        candidate.struct === 'task_struct' &&
        offset >= candidate.offset &&
        offset < candidate.offset + candidate.width,
    );
    if (field === undefined) return ` + ${hex(offset)}`;
    const inside = offset - field.offset;
    return inside === 0 ? ` + ${field.name}` : ` + ${field.name} + ${hex(inside)}`;
  }

  #regionText(address: bigint): Sentence {
    if (this.#space.image === this.#space.directMap) return say('target.kernel');
    return this.#isImage(address) ? say('target.image') : say('target.directMap');
  }

  /** Near init_task, which lies in the image. Kernels that have one mapping for all have no image apart. */
  #isImage(address: bigint): boolean {
    if (this.#space.image === this.#space.directMap) return false;
    const distance = address > this.#initTask ? address - this.#initTask : this.#initTask - address;
    return distance < 0x1000_0000n;
  }
}

/** Below the lower half: no kernel maps itself there, but for s390 and ppc, whose kernels start low or far up. */
const isUserAddress = (address: bigint, wordSize: WordSize): boolean =>
  wordSize === 8 ? address < 0x0080_0000_0000_0000n : address < 0x8000_0000n;
