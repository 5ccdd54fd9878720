import type { SessionState } from '../workspace/state.ts';
import { cutToLine, spansOfTask, type LineSpan, type Span } from './line-spans.ts';
import type { PlaceCache } from './place-cache.ts';
import { ROW_BYTES } from './segment-map.ts';
import { partsOf } from './shape-parts.ts';

/** What is known about the bytes of one line. */
export interface LineMarks {
  readonly spans: readonly LineSpan[];
  /** The task whose struct the line lies in, −1 for none. */
  readonly owner: number;
  /** The task whose struct starts in this line, −1 for none. */
  readonly starts: number;
}

const NO_MARKS: LineMarks = { spans: [], owner: -1, starts: -1 };

/** Members of other structs than task_struct, by physical address; they are known for the selected task only. */
function spansElsewhere(session: SessionState): Span[] {
  const { detail, row, derived } = session;
  if (detail?.row !== row || derived.parts === undefined) return [];
  const { wordSize } = derived.parts;
  return detail.fields.flatMap((field) => {
    const { physical } = field.place;
    if (field.struct === 'task_struct' || physical === undefined) return [];
    return partsOf(field.name, field.kind, 0, field.width, wordSize).map((part) => ({
      part: { ...part, offset: field.offset + part.offset },
      row,
      start: BigInt(physical) + BigInt(part.offset),
    }));
  });
}

/**
 * Says what the bytes at an address of the shown space mean, for any task. What matters is the physical place: the
 * kernel's image and its direct map show the same memory at two virtual addresses, and file offsets are no key at all.
 * While the physical place of a line is not known yet, tasks are found by virtual address.
 */
export function spanSource(session: SessionState, places: PlaceCache): (address: bigint) => LineMarks {
  const { parts, byVirtual, byPhysical } = session.derived;
  const { space } = session.hex;
  const elsewhere = spansElsewhere(session);
  const width = BigInt(ROW_BYTES);
  return (address) => {
    const physical = space === 'physical' ? Number(address) : places.peek(address)?.physical;
    const at = physical !== undefined ? BigInt(physical) : space === 'virtual' ? address : undefined;
    const index = physical === undefined ? byVirtual : byPhysical;
    if (parts === undefined || at === undefined || index === undefined) return NO_MARKS;
    const shift = address - at; // from where tasks are looked up to the shown space
    const tasks = index.overlapping(at, at + width, parts.extent);
    const spans = tasks.flatMap(({ row, start }) => spansOfTask(parts, row, start + shift, address));
    const near =
      physical === undefined
        ? []
        : elsewhere
            .filter((span) => span.start < at + width && span.start + BigInt(span.part.size) > at)
            .map((span) => ({ ...span, start: span.start + shift }));
    if (tasks.length === 0 && near.length === 0) return NO_MARKS;
    return {
      spans: cutToLine([...spans, ...near], address),
      owner: tasks[0]?.row ?? -1,
      starts: tasks.find(({ start }) => start >= at)?.row ?? -1,
    };
  };
}
