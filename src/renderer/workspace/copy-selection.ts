import { formatBytes, type ByteFormat } from '../hex/copy-formats.ts';
import { ends } from '../hex/hex-keys.ts';
import { copyText } from '../kit/clipboard.ts';
import { t } from '../kit/i18n.ts';
import { notice } from './navigate.ts';
import { readSelection, tellOfRest } from './read-selection.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** More than this is no longer something to put on a clipboard. */
const MOST_BYTES = 1 << 20;

/** The selected bytes where all of them are held and have been read, as what is on screen mostly is. */
export function selectedBytes(workspace: Workspace, session: SessionState): Uint8Array | undefined {
  const { selection, space } = session.hex;
  if (selection === undefined) return undefined;
  const [first, last] = ends(selection);
  const length = Number(last - first) + 1;
  return length > MOST_BYTES
    ? undefined
    : workspace.caches(session.id, space).blocks.peekBytes(first, length);
}

/**
 * Puts the selected bytes on the clipboard, reading what has not been on screen. Where the dump holds none there are
 * zeros; that, and a copy that is cut off, is said.
 */
export function copySelection(workspace: Workspace, session: SessionState, format: ByteFormat): void {
  const there = selectedBytes(workspace, session);
  if (there !== undefined) {
    copyText(formatBytes(format, there));
    return;
  }
  workspace.attempt(
    readSelection(workspace, session, MOST_BYTES).then((read) => {
      if (read === undefined) return;
      // The browser takes what comes soon after a key or click, and refuses what comes late.
      if (copyText(formatBytes(format, read.bytes))) tellOfRest(workspace, session, 'copied', read);
      else notice(workspace, session.id, t('hex.copyRefused'));
    }),
  );
}
