import type { FieldName } from '../../../src/shared/fields.ts';
import type { TaskShape } from '../../../src/shared/shape.ts';
import { COMM_LENGTH, type TaskTable } from '../../../src/shared/task-table.ts';
import type { Place, ReadResult, Segment, Space } from '../../../src/shared/api.ts';
import { TaskIndex } from '../../../src/renderer/hex/task-index.ts';
import { DIRECT_MAP, fakePhysical, fakeVirtual, IMAGE } from './fake-table.ts';

const GIB = 0x4000_0000;
/** Guest RAM: a PCI hole of 3 GiB between two gibibytes; the file has a header of one page. */
const RANGES = [
  { start: 0, length: GIB, file: 0x1000 },
  { start: 0x1_0000_0000, length: GIB, file: 0x1000 + GIB },
];
const IMAGE_START = 0x100_0000;
const IMAGE_LENGTH = 0x280_0000;

export const FILE_BYTES = 0x1000 + 2 * GIB;

/** The bytes of a fake dump, made when they are read. */
export class FakeMemory {
  readonly #table: TaskTable;
  readonly #shape: TaskShape;
  readonly #index: TaskIndex;

  constructor(table: TaskTable, shape: TaskShape) {
    this.#table = table;
    this.#shape = shape;
    this.#index = new TaskIndex(table.count, (row) => BigInt(fakePhysical(row)));
  }

  segments(space: Space): readonly Segment[] {
    if (space === 'file') return [{ start: 0n, length: FILE_BYTES, label: 'file' }];
    const ram = RANGES.map(({ start, length }) => ({ start: BigInt(start), length, label: 'RAM' }));
    if (space === 'physical') return ram;
    return [
      ...ram.map((range) => ({ ...range, start: range.start + DIRECT_MAP, label: 'direct map' })),
      { start: IMAGE + BigInt(IMAGE_START), length: IMAGE_LENGTH, label: 'kernel image' },
    ];
  }

  locate(space: Space, address: bigint): Place {
    const physical = this.#physical(space, address);
    if (physical === undefined) return { [space]: space === 'virtual' ? address : Number(address) };
    const range = RANGES.find(({ start, length }) => physical >= start && physical < start + length);
    if (range === undefined) return { physical };
    const virtual = space === 'virtual' ? address : DIRECT_MAP + BigInt(physical);
    return { virtual, physical, file: physical - range.start + range.file };
  }

  #physical(space: Space, address: bigint): number | undefined {
    if (space === 'physical') return Number(address);
    if (space === 'file') {
      const at = Number(address);
      const range = RANGES.find(({ file, length }) => at >= file && at < file + length);
      return range === undefined ? undefined : at - range.file + range.start;
    }
    if (address >= IMAGE) return Number(address - IMAGE);
    return address >= DIRECT_MAP ? Number(address - DIRECT_MAP) : undefined;
  }

  read(space: Space, address: bigint, length: number): ReadResult {
    const bytes = new Uint8Array(length);
    const holes: [number, number][] = [];
    const held = (at: bigint): boolean =>
      this.segments(space).some((one) => at >= one.start && at < one.start + BigInt(one.length));
    for (let page = 0; page < length; page += 4096) {
      const physical = this.#physical(space, address + BigInt(page));
      if (!held(address + BigInt(page))) {
        const last = holes.at(-1);
        if (last?.[1] === page) last[1] = Math.min(length, page + 4096);
        else holes.push([page, Math.min(length, page + 4096)]);
      } else if (physical === undefined) bytes.set(new TextEncoder().encode('\x7fELF\x02\x01\x01'), page);
      else fillPage(bytes.subarray(page, page + 4096), physical);
    }
    const start = this.#physical(space, address);
    if (start !== undefined) this.#drawTasks(bytes, start);
    return { bytes, holes };
  }

  #drawTasks(bytes: Uint8Array, physical: number): void {
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length; at += 0x1000) {
      const from = BigInt(physical + at);
      for (const { row } of this.#index.overlapping(from, from + 0x1000n, this.#shape.extent)) {
        for (const field of this.#shape.fields) {
          if (field.struct !== 'task_struct') continue;
          const to = fakePhysical(row) + field.offset - physical;
          if (to < 0 || to + field.width > bytes.length) continue;
          if (field.name === 'comm')
            bytes.set(this.#table.comm.subarray(row * COMM_LENGTH, (row + 1) * COMM_LENGTH), to);
          else
            this.words(row, field.name).forEach((word, index) => {
              if (field.width === 4) view.setUint32(to, Number(word & 0xffff_ffffn), true);
              else view.setBigUint64(to + index * 8, word, true);
            });
        }
      }
    }
  }

  /** The words of a field: one, or two for a list head. */
  words(row: number, name: FieldName): readonly bigint[] {
    const table = this.#table;
    const offset = this.#shape.fields.find((field) => field.name === name)?.offset ?? 0;
    const member = (of: number, field: FieldName): bigint =>
      fakeVirtual(of) + BigInt(this.#shape.fields.find((one) => one.name === field)?.offset ?? 0);
    const wrap = (next: number): number => (next + table.count) % table.count;
    const parent = Math.max(0, table.parent[row] ?? 0);
    const self = fakeVirtual(row) + BigInt(offset);
    switch (name) {
      case 'tasks':
        return [member(wrap(row + 1), 'tasks'), member(wrap(row - 1), 'tasks')];
      case 'children': {
        const child = table.firstChild[row] ?? -1;
        return child < 0 ? [self, self] : [member(child, 'sibling'), member(child, 'sibling')];
      }
      case 'sibling': {
        const next = table.nextSibling[row] ?? -1;
        return [next < 0 ? member(parent, 'children') : member(next, 'sibling'), member(parent, 'children')];
      }
      case 'thread_node':
        return [self, self];
      case 'parent':
      case 'real_parent':
        return [fakeVirtual(parent)];
      case 'group_leader':
        return [fakeVirtual(table.leader[row] ?? row)];
      case 'pid':
        return [BigInt(table.pid[row] ?? 0)];
      case 'tgid':
        return [BigInt(table.tgid[row] ?? 0)];
      case 'state':
        return [BigInt(table.state[row] ?? 0)];
      case 'exit_state':
        return [BigInt(table.exitState[row] ?? 0)];
      case 'flags':
        return [BigInt(table.flags[row] ?? 0)];
      case 'start_time':
      case 'start_boottime':
        return [table.startTime[row] ?? 0n];
      case 'mm':
        return [table.kernelThread[row] === 1 ? 0n : DIRECT_MAP + 0x300_0000n + BigInt(row * 0x500)];
      case 'sched_class':
        return [IMAGE + 0x1e0_1200n];
      default:
        return [DIRECT_MAP + 0x200_0000n + BigInt(row * 0x400 + offset)];
    }
  }
}

/** Background of a page: about half are zero, the others hold words that look like memory. */
function fillPage(bytes: Uint8Array, physical: number): void {
  let seed = Math.imul(Math.floor(physical / 4096) + 1, 0x9e37_79b1) >>> 0;
  if (seed % 5 < 2) return;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const kind = seed % 11;
    if (kind < 5) continue;
    for (let i = 0; i < (kind < 8 ? 3 : 8); i++) bytes[at + i] = (seed >>> (i * 3)) & 0xff;
    if (kind === 8) bytes.set([0x80, 0x88, 0xff, 0xff], at + 4);
  }
}
