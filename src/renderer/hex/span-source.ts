import type { ContentClass } from '../../shared/api.ts';
import type { SessionState } from '../workspace/state.ts';
import { isColoured, NOTHING_MUTED, type Muted } from './legend.ts';
import { contentsOfLine, type LineContent } from './line-contents.ts';
import { cutToLine, spansOfTask, type LineSpan, type Span } from './line-spans.ts';
import type { PlaceCache } from './place-cache.ts';
import { ROW_BYTES } from './segment-map.ts';
import { partsOf, type PartMap } from './shape-parts.ts';

/** What is known about the bytes of one line. */
export interface LineMarks {
  readonly spans: readonly LineSpan[];
  /** What the other bytes of the selected task look like. */
  readonly contents: readonly LineContent[];
  /** The task whose struct the line lies in, −1 for none. */
  readonly owner: number;
  /** The task whose struct starts in this line, −1 for none. */
  readonly starts: number;
}

const NO_MARKS: LineMarks = { spans: [], contents: [], owner: -1, starts: -1 };

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

function withoutMuted(map: PartMap | undefined, muted: Muted): PartMap | undefined {
  if (map === undefined || muted.size === 0) return map;
  return { ...map, parts: map.parts.filter(({ family }) => !muted.has(family)) };
}

/**
 * Says what the bytes at an address of the shown space mean, for any task. What matters is the physical place: the
 * kernel's image and its direct map show the same memory at two virtual addresses, and file offsets are no key at all.
 * While the physical place of a line is not known yet, tasks are found by virtual address.
 */
export function spanSource(
  session: SessionState,
  places: PlaceCache,
  muted: Muted = NOTHING_MUTED,
  rowBytes = ROW_BYTES,
): (address: bigint) => LineMarks {
  const { byVirtual, byPhysical } = session.derived;
  const parts = withoutMuted(session.derived.parts, muted);
  const { row: selected, detail } = session;
  const unknown = detail?.row === selected ? detail.unknown : [];
  const isShown = (content: ContentClass): boolean => isColoured(content) && !muted.has(content);
  const { space } = session.hex;
  const elsewhere = spansElsewhere(session).filter(({ part }) => !muted.has(part.family));
  const width = BigInt(rowBytes);
  return (address) => {
    const physical = space === 'physical' ? Number(address) : places.peek(address)?.physical;
    const at = physical !== undefined ? BigInt(physical) : space === 'virtual' ? address : undefined;
    const index = physical === undefined ? byVirtual : byPhysical;
    if (parts === undefined || at === undefined || index === undefined) return NO_MARKS;
    const shift = address - at; // from where tasks are looked up to the shown space
    const tasks = index.overlapping(at, at + width, parts.extent);
    const spans = tasks.flatMap(({ row, start }) =>
      spansOfTask(parts, row, start + shift, address, rowBytes),
    );
    const near =
      physical === undefined
        ? []
        : elsewhere
            .filter((span) => span.start < at + width && span.start + BigInt(span.part.size) > at)
            .map((span) => ({ ...span, start: span.start + shift }));
    if (tasks.length === 0 && near.length === 0) return NO_MARKS;
    const own = tasks.find(({ row }) => row === selected);
    return {
      spans: cutToLine([...spans, ...near], address, rowBytes),
      contents: own === undefined ? [] : contentsOfLine(unknown, Number(at - own.start), isShown, rowBytes),
      owner: tasks[0]?.row ?? -1,
      starts: tasks.find(({ start }) => start >= at)?.row ?? -1,
    };
  };
}
