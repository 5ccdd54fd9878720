import { useEffect, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { contextOf, CONTEXT_BEFORE, CONTEXT_BYTES } from './hit-context.ts';

interface HitContextProps {
  readonly session: SessionState;
  /** Guest-physical, or a place in a file that is no dump. */
  readonly address: number;
  /** Bytes of the hit. */
  readonly length: number;
}

/** What stands around a hit, as text, the hit itself set off. Nothing until it was read, and where the dump has holes. */
export function HitContext({ session, address, length }: HitContextProps): ReactElement {
  const workspace = useWorkspace();
  const { id, hex } = session;
  const space = hex.segments.physical === undefined ? 'file' : 'physical';
  const { blocks, arrivals } = workspace.caches(id, space);
  useStore(arrivals);
  const start = BigInt(Math.max(0, address - CONTEXT_BEFORE));
  useEffect(() => {
    void blocks.bytes(start, CONTEXT_BYTES);
  }, [blocks, start]);
  const bytes = blocks.peekBytes(start, CONTEXT_BYTES);
  if (bytes === undefined) return <span className="mono hit-context" />;
  const [before, hit, after] = contextOf(bytes, address - Number(start), length);
  return (
    // For the eye: read aloud, bytes say nothing.
    <span className="mono hit-context" aria-hidden="true">
      {before}
      <mark>{hit}</mark>
      {after}
    </span>
  );
}
