import { ends } from '../hex/hex-keys.ts';
import { fileName } from '../kit/format.ts';
import { saveFile } from '../kit/save-file.ts';
import { readSelection, tellOfRest } from './read-selection.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** The largest range that is put into a file from here, in bytes. */
const MOST_SAVED = 256 * 1024 * 1024;

/**
 * Reads the selected bytes, whatever they span, and hands them over as a file. Where the dump holds none the file has
 * zeros; that, and a file that is cut off, is said.
 */
export async function saveSelection(workspace: Workspace, session: SessionState): Promise<void> {
  const { selection, space } = session.hex;
  const read = await readSelection(workspace, session, MOST_SAVED);
  if (read === undefined || selection === undefined) return;
  const [first] = ends(selection);
  saveFile(
    `${fileName(session.snapshot.path)}.${space}-${first.toString(16)}.bin`,
    'application/octet-stream',
    read.bytes,
  );
  tellOfRest(workspace, session, 'saved', read);
}
