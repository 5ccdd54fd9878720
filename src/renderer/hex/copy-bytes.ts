import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { hexText } from './decode.ts';
import { ends } from './hex-keys.ts';

/** More than this is no longer something to put on a clipboard. */
const MOST_BYTES = 1 << 20;

/**
 * The selected bytes as hex, as far as they have been read; the selection was on screen, so its blocks are cached.
 * Undefined when nothing is selected.
 */
export function selectedHex(workspace: Workspace, session: SessionState): string | undefined {
  const { selection, space } = session.hex;
  if (selection === undefined) return undefined;
  const [first, last] = ends(selection);
  const length = Math.min(Number(last - first) + 1, MOST_BYTES);
  const bytes = workspace.caches(session.id, space).blocks.peekBytes(first, length);
  return bytes === undefined ? undefined : hexText(bytes);
}
