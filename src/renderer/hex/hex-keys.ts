import type { ByteSelection } from '../workspace/state.ts';
import type { SegmentMap } from './segment-map.ts';

/** Where the hex view stands: what its keys change. */
export interface HexPosition {
  readonly top: number;
  readonly selection?: ByteSelection | undefined;
}

export const clampTop = (map: SegmentMap, visible: number, top: number): number =>
  Math.max(0, Math.min(Math.round(top), map.rows - visible));

/** The nearest held address in a direction, so that the cursor steps over gaps. */
function held(map: SegmentMap, address: bigint, forwards: boolean): bigint | undefined {
  if (map.holds(address)) return address;
  const row = map.rowOf(address < 0n ? 0n : address);
  const line = map.line(forwards ? row + 1 : row - 1);
  if (line?.type !== 'bytes') return undefined;
  return line.address + BigInt(forwards ? line.from : line.to - 1);
}

/** How far a key moves the cursor, in bytes; pages move it with shift alone. */
const stepOf = (key: string, rowBytes: number, page: number): number | undefined =>
  ({
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -rowBytes,
    ArrowDown: rowBytes,
    PageUp: -rowBytes * page,
    PageDown: rowBytes * page,
  })[key];

/** Scrolls just so far that `address` is in view. */
export function keepInView(map: SegmentMap, visible: number, top: number, address: bigint): number {
  const row = map.rowOf(address);
  if (row < top) return row;
  return row >= top + visible ? clampTop(map, visible, row - visible + 1) : top;
}

/**
 * What a key makes of a position: arrows move the cursor (with shift they extend the selection, as pages do), the
 * others scroll.
 * Undefined for keys that mean nothing here.
 */
export function hexKey(
  map: SegmentMap,
  visible: number,
  now: HexPosition,
  key: string,
  shift: boolean,
): HexPosition | undefined {
  const scroll = (top: number): HexPosition => ({ ...now, top: clampTop(map, visible, top) });
  const page = Math.max(1, visible - 1);
  const extending = shift && now.selection !== undefined;
  switch (key) {
    case 'PageDown':
      if (extending) break;
      return scroll(now.top + page);
    case 'PageUp':
      if (extending) break;
      return scroll(now.top - page);
    case 'Home':
      return scroll(0);
    case 'End':
      return scroll(map.rows);
  }
  const by = stepOf(key, map.rowBytes, page);
  if (by === undefined) return undefined;
  if (now.selection === undefined) {
    const line = map.line(now.top);
    const at = line?.type === 'bytes' ? line.address + BigInt(line.from) : undefined;
    return at === undefined ? undefined : { top: now.top, selection: { anchor: at, focus: at } };
  }
  const focus = held(map, now.selection.focus + BigInt(by), by > 0);
  if (focus === undefined) return now;
  return {
    top: keepInView(map, visible, now.top, focus),
    selection: { anchor: shift ? now.selection.anchor : focus, focus },
  };
}

/** First and last selected address, in order. */
export const ends = ({ anchor, focus }: ByteSelection): readonly [bigint, bigint] =>
  anchor <= focus ? [anchor, focus] : [focus, anchor];
