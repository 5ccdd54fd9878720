import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { hexText } from './decode.ts';
import { ends } from './hex-keys.ts';

/** More than this is no longer something to put on a clipboard. */
const MOST_BYTES = 1 << 20;

/**
 * The selected bytes, as far as they have been read; the selection was on screen, so its blocks are cached. Undefined
 * when nothing is selected.
 */
export function selectedBytes(workspace: Workspace, session: SessionState): Uint8Array | undefined {
  const { selection, space } = session.hex;
  if (selection === undefined) return undefined;
  const [first, last] = ends(selection);
  const length = Math.min(Number(last - first) + 1, MOST_BYTES);
  return workspace.caches(session.id, space).blocks.peekBytes(first, length);
}

/** The same as hex digits. */
export function selectedHex(workspace: Workspace, session: SessionState): string | undefined {
  const bytes = selectedBytes(workspace, session);
  return bytes === undefined ? undefined : hexText(bytes);
}
