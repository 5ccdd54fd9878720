import { useRef, type MouseEvent, type PointerEvent } from 'react';
import { followPointer } from '../workspace/navigate.ts';
import { setRow } from '../workspace/select.ts';
import type { ByteSelection, SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { ends } from './hex-keys.ts';
import { columnAt, hexCharacters } from './line-runs.ts';
import type { LineSpan } from './line-spans.ts';
import { pointerValue } from './pointers.ts';
import { ROW_BYTES } from './segment-map.ts';
import type { LineMarks } from './span-source.ts';

/** Address of the line an element is in. */
function lineAddress(target: Element): bigint | undefined {
  const address = target.closest('[data-address]')?.getAttribute('data-address');
  return typeof address === 'string' ? BigInt(address) : undefined;
}

/** The byte under the mouse, from the place of the line it is over. */
function byteAt(event: MouseEvent, target: Element, rowBytes: number): bigint | undefined {
  const address = lineAddress(target);
  if (address === undefined) return undefined;
  const cell = target.closest('.hex-bytes, .hex-ascii');
  if (cell === null) return undefined;
  const { left, width } = cell.getBoundingClientRect();
  const share = (event.clientX - left) / width;
  const column = cell.classList.contains('hex-bytes')
    ? columnAt(share * hexCharacters(rowBytes), rowBytes)
    : Math.max(0, Math.min(rowBytes - 1, Math.floor(share * rowBytes)));
  return address + BigInt(column);
}

/** The named span under the mouse: bytes or the name beside them. */
function spanAt(target: Element, marksAt: (address: bigint) => LineMarks): LineSpan | undefined {
  const line = lineAddress(target);
  const named = target.closest('[data-field], [data-note-field]');
  if (line === undefined || named === null) return undefined;
  const name = named.getAttribute('data-field') ?? named.getAttribute('data-note-field');
  const row = Number(named.getAttribute('data-row') ?? named.getAttribute('data-note-row'));
  return marksAt(line).spans.find((span) => span.part.name === name && span.row === row);
}

interface HexPointer {
  readonly handlers: HexPointerHandlers;
  /** Selects what is under the mouse, unless it is part of what is selected. */
  readonly selectUnder: (event: MouseEvent) => void;
}

interface HexPointerHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
}

/** Mouse on the hex lines, handled once for all of them: drag selects bytes, a click marks a field or follows. */
export function useHexPointer(session: SessionState, marksAt: (address: bigint) => LineMarks): HexPointer {
  const workspace = useWorkspace();
  const { id } = session;
  const rowBytes = session.hex.segments[session.hex.space]?.rowBytes ?? ROW_BYTES;
  const drag = useRef<{ readonly anchor: bigint; moved: boolean }>(undefined);

  const select = (selection: ByteSelection): void => {
    workspace.update(id, (now) => ({ ...now, hex: { ...now.hex, selection } }));
  };

  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const byte = byteAt(event, event.target, rowBytes);
    if (byte === undefined) return;
    const anchor = event.shiftKey ? (session.hex.selection?.anchor ?? byte) : byte;
    drag.current = { anchor, moved: event.shiftKey };
    if (event.shiftKey) select({ anchor, focus: byte });
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: PointerEvent): void => {
    const under = document.elementFromPoint(event.clientX, event.clientY);
    if (under === null) return;
    if (drag.current !== undefined) {
      const byte = byteAt(event, under, rowBytes);
      if (byte === undefined || (byte === drag.current.anchor && !drag.current.moved)) return;
      drag.current.moved = true;
      workspace.hover.setState({ hovered: undefined });
      select({ anchor: drag.current.anchor, focus: byte });
      return;
    }
    const span = spanAt(under, marksAt);
    const before = workspace.hover.getState().hovered;
    if (span === undefined) {
      if (before !== undefined) workspace.hover.setState({ hovered: undefined });
      return;
    }
    const { part, row, start } = span;
    workspace.hover.setState({
      hovered: {
        row,
        field: part.field,
        part: part.name,
        tip: { x: event.clientX, y: event.clientY, start },
      },
    });
  };

  const click = (span: LineSpan | undefined, byte: bigint | undefined): void => {
    if (span === undefined) {
      if (byte !== undefined) select({ anchor: byte, focus: byte });
      return;
    }
    const { part, row, start } = span;
    if (part.kind === 'pointer') {
      const { blocks } = workspace.caches(id, session.hex.space);
      const bytes = blocks.peekBytes(start, part.size);
      const address = bytes === undefined ? 0n : pointerValue(session, bytes);
      if (address !== 0n) {
        workspace.hover.setState({ hovered: undefined });
        workspace.attempt(followPointer(workspace, id, address));
        return;
      }
    }
    setRow(workspace, id, row, { field: part.field, part: part.name });
    select({ anchor: start, focus: start + BigInt(part.size - 1) });
  };

  const onPointerUp = (event: PointerEvent): void => {
    const pressed = drag.current;
    drag.current = undefined;
    if (pressed?.moved === true || event.button !== 0) return;
    const under = document.elementFromPoint(event.clientX, event.clientY);
    if (under === null) return;
    click(spanAt(under, marksAt), pressed?.anchor);
  };

  const selectUnder = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const byte = byteAt(event, event.target, rowBytes);
    if (byte === undefined) return;
    const [first, last] = session.hex.selection === undefined ? [1n, 0n] : ends(session.hex.selection);
    if (byte >= first && byte <= last) return;
    const span = spanAt(event.target, marksAt);
    if (span === undefined) select({ anchor: byte, focus: byte });
    else select({ anchor: span.start, focus: span.start + BigInt(span.part.size - 1) });
  };

  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerLeave: () => {
      workspace.hover.setState({ hovered: undefined });
    },
  };
  return { handlers, selectUnder };
}
