import type { SessionId } from '../../shared/api.ts';
import {
  bookmarksKey,
  bookmarksText,
  parseBookmarks,
  withBookmark,
  withoutBookmark,
  type Bookmark,
} from '../hex/bookmarks.ts';
import { ends } from '../hex/hex-keys.ts';
import { taskPlace } from '../hex/pointers.ts';
import { recallText, rememberText } from '../kit/preferences.ts';
import { showPlace } from './go-to.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

const keyOf = ({ snapshot }: SessionState): string =>
  bookmarksKey(snapshot.path, snapshot.info?.sizeBytes ?? 0);

function change(
  workspace: Workspace,
  id: SessionId,
  next: (bookmarks: readonly Bookmark[]) => readonly Bookmark[],
): void {
  workspace.update(id, (session) => {
    const bookmarks = next(session.bookmarks);
    rememberText(keyOf(session), bookmarksText(bookmarks));
    return { ...session, bookmarks };
  });
}

/** Brings back what was marked in this dump before. */
export const recallBookmarks = (workspace: Workspace, id: SessionId): void => {
  workspace.update(id, (session) => ({ ...session, bookmarks: parseBookmarks(recallText(keyOf(session))) }));
};

export const setBookmark = (workspace: Workspace, id: SessionId, bookmark: Bookmark): void => {
  change(workspace, id, (bookmarks) => withBookmark(bookmarks, bookmark));
};

export const removeBookmark = (workspace: Workspace, id: SessionId, bookmark: Bookmark): void => {
  change(workspace, id, (bookmarks) => withoutBookmark(bookmarks, bookmark));
};

/** Marks the selected bytes and opens the list, where the note is written. */
export function bookmarkSelection(workspace: Workspace, session: SessionState): void {
  const { selection, space } = session.hex;
  if (selection === undefined) return;
  const [first, last] = ends(selection);
  const note = bookmarkHere(session)?.note ?? taskPlace(session, space, first) ?? '';
  setBookmark(workspace, session.id, { space, address: first, length: Number(last - first) + 1, note });
  workspace.update(session.id, (now) => ({ ...now, panel: 'bookmarks' }));
}

/** The bookmark that the selection begins at, if there is one. */
export function bookmarkHere({ hex, bookmarks }: SessionState): Bookmark | undefined {
  if (hex.selection === undefined) return undefined;
  const [first] = ends(hex.selection);
  return bookmarks.find(({ space, address }) => space === hex.space && address === first);
}

export const showBookmark = (
  workspace: Workspace,
  id: SessionId,
  { space, address, length }: Bookmark,
): void => {
  showPlace(workspace, id, space, address, length);
};
