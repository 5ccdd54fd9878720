import type { Space } from '../../shared/api.ts';
import { FIELDS } from '../../shared/fields.ts';
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

/** Members of other structs than task_struct, which are known for the selected task only. */
function spansElsewhere(session: SessionState): Span[] {
  const { detail, row, hex, derived } = session;
  if (detail?.row !== row || derived.parts === undefined) return [];
  const { wordSize } = derived.parts;
  return detail.fields.flatMap((field) => {
    const at = field.place[hex.space];
    if (field.struct === 'task_struct' || at === undefined) return [];
    return partsOf(field.name, field.kind, 0, field.width, wordSize).map((part) => ({
      part: { ...part, offset: field.offset + part.offset },
      row,
      start: BigInt(at) + BigInt(part.offset),
    }));
  });
}

/** Says what the bytes at an address of the shown space mean, for any task. */
export function spanSource(session: SessionState, places: PlaceCache): (address: bigint) => LineMarks {
  const { parts, byVirtual, byPhysical } = session.derived;
  const { space } = session.hex;
  const elsewhere = spansElsewhere(session);
  const width = BigInt(ROW_BYTES);
  return (address) => {
    const near = elsewhere.filter(
      (span) => span.start < address + width && span.start + BigInt(span.part.size) > address,
    );
    const at = taskSpaceAddress(space, address, places);
    const index = at?.byPhysical === true ? byPhysical : byVirtual;
    if (parts === undefined || at === undefined || index === undefined)
      return near.length === 0 ? NO_MARKS : { ...NO_MARKS, spans: cutToLine(near, address) };
    const shift = address - at.address; // from the index's space to the shown one
    const tasks = index.overlapping(at.address, at.address + width, parts.extent);
    const spans = tasks.flatMap(({ row, start }) => spansOfTask(parts, row, start + shift, address));
    return {
      spans: cutToLine([...spans, ...near], address),
      owner: tasks[0]?.row ?? -1,
      starts: tasks.find(({ start }) => start >= at.address)?.row ?? -1,
    };
  };
}

/** The line's address in a space that tasks are indexed by; undefined while that is not known. */
function taskSpaceAddress(
  space: Space,
  address: bigint,
  places: PlaceCache,
): { readonly address: bigint; readonly byPhysical: boolean } | undefined {
  if (space !== 'file') return { address, byPhysical: space === 'physical' };
  const physical = places.peek(address)?.physical;
  return physical === undefined ? undefined : { address: BigInt(physical), byPhysical: true };
}

/** One sentence on what a span is, for tooltips. */
export const aboutSpan = (span: Span): string => FIELDS[span.part.field].about;
