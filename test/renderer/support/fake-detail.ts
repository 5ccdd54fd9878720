import {
  CONTENT_CLASSES,
  type ContentRun,
  type FieldValue,
  type Target,
  type TaskDetail,
} from '../../../src/shared/api.ts';
import type { TaskShape } from '../../../src/shared/shape.ts';
import type { TaskTable } from '../../../src/shared/task-table.ts';
import { safeText } from '../../../src/shared/text.ts';
import type { FakeMemory } from './fake-memory.ts';
import { DIRECT_MAP, fakeVirtual, IMAGE } from './fake-table.ts';

/** Tasks described as an engine would, out of what the fake memory holds. */
export class FakeDetail {
  readonly #table: TaskTable;
  readonly #shape: TaskShape;
  readonly #memory: FakeMemory;

  constructor(table: TaskTable, shape: TaskShape, memory: FakeMemory) {
    this.#table = table;
    this.#shape = shape;
    this.#memory = memory;
  }

  #target(address: bigint): Target {
    for (let row = 0; row < this.#table.count; row++) {
      const start = this.#table.address[row] ?? 0n;
      if (address < start || address >= start + BigInt(this.#shape.extent)) continue;
      const name = safeText(this.#table.comm.subarray(row * 16, row * 16 + 16));
      const field = this.#shape.fields.find((one) => BigInt(one.offset) === address - start);
      const suffix = field === undefined || address === start ? '' : ` + ${field.name}`;
      return { address, row, text: `${name} (${String(this.#table.pid[row])})${suffix}`, mapped: true };
    }
    if (address === 0n) return { address, row: -1, text: 'null', mapped: false };
    return { address, row: -1, text: address >= IMAGE ? 'kernel image' : 'direct map', mapped: true };
  }

  describe(row: number): TaskDetail {
    const fields = this.#shape.fields.map((field): FieldValue => {
      const words = this.#memory.words(row, field.name);
      const pointer = field.kind === 'pointer' || field.kind === 'list-head';
      const elsewhere = DIRECT_MAP + 0x200_0000n + BigInt(row * 0x400);
      const start = field.struct === 'task_struct' ? fakeVirtual(row) : elsewhere;
      const text =
        field.kind === 'chars'
          ? safeText(this.#table.comm.subarray(row * 16, row * 16 + 16))
          : field.name === 'state'
            ? 'S, interruptible sleep'
            : field.name.startsWith('start_')
              ? `${(Number(words[0] ?? 0n) / 1e9).toFixed(2)} s since boot`
              : field.name.startsWith('cred.')
                ? String(this.#table.uid[row])
                : String(words[0] ?? 0n);
      return {
        name: field.name,
        struct: field.struct,
        kind: field.kind,
        place: this.#memory.locate('virtual', start + BigInt(field.offset)),
        offset: field.offset,
        width: field.width,
        text,
        pointers: pointer ? words.map((word) => this.#target(word)) : [],
      };
    });
    return { row, fields, unknown: this.#unknown() };
  }

  /** One class after the other in the gaps between fields. */
  #unknown(): readonly ContentRun[] {
    const inTask = this.#shape.fields.filter(({ struct }) => struct === 'task_struct');
    const known = (at: number) => inTask.some(({ offset, width }) => at < offset + width && offset < at + 8);
    const runs: ContentRun[] = [];
    for (let offset = 0; offset < this.#shape.extent; offset += 8) {
      if (known(offset)) continue;
      const content = CONTENT_CLASSES[(offset >> 5) % 6] ?? 'zero';
      runs.push({ offset, length: 8, content });
    }
    return runs;
  }
}
