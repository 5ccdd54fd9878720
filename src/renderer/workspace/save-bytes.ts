import { ends } from '../hex/hex-keys.ts';
import { bytesText, fileName } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { saveFile } from '../kit/save-file.ts';
import { notice } from './navigate.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** The largest range that is put into a file from here, in bytes. */
const MOST_SAVED = 256 * 1024 * 1024;
const READ_AT_ONCE = 1024 * 1024;

/**
 * Reads the selected bytes, whatever they span, and hands them over as a file. Where the dump holds none the file has
 * zeros; that, and a file that is cut off, is said.
 */
export async function saveSelection(workspace: Workspace, session: SessionState): Promise<void> {
  const { selection, space } = session.hex;
  if (selection === undefined) return;
  const [first, last] = ends(selection);
  const selected = Number(last - first) + 1;
  const length = Math.min(selected, MOST_SAVED);
  const whole = new Uint8Array(length);
  let missing = 0;
  for (let at = 0; at < length; at += READ_AT_ONCE) {
    const { bytes, holes } = await workspace.carrier.call('read', {
      session: session.id,
      space,
      address: first + BigInt(at),
      length: Math.min(READ_AT_ONCE, length - at),
    });
    whole.set(bytes, at);
    for (const [from, to] of holes) missing += to - from;
  }
  saveFile(
    `${fileName(session.snapshot.path)}.${space}-${first.toString(16)}.bin`,
    'application/octet-stream',
    whole,
  );
  if (length < selected) notice(workspace, session.id, t('hex.savedPart', { size: bytesText(length) }));
  else if (missing > 0)
    notice(workspace, session.id, t('hex.savedHoles', { bytes: t('common.bytes', { count: missing }) }));
}
