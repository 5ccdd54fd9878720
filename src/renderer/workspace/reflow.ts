import type { HexState, SessionState } from './state.ts';
import { topAddress } from './navigate.ts';

/** The hex view in lines of another width; what was on top stays there. */
export function reflow(session: SessionState, rowBytes: number): SessionState {
  const top = topAddress(session);
  const { virtual, physical, file } = session.hex.segments;
  const segments: HexState['segments'] = {
    ...(virtual === undefined ? {} : { virtual: virtual.withRowBytes(rowBytes) }),
    ...(physical === undefined ? {} : { physical: physical.withRowBytes(rowBytes) }),
    ...(file === undefined ? {} : { file: file.withRowBytes(rowBytes) }),
  };
  const row = top === undefined ? 0 : (segments[session.hex.space]?.rowOf(top) ?? 0);
  return { ...session, hex: { ...session.hex, segments, top: row } };
}
