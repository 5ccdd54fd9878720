import type { Bookmark } from '../hex/bookmarks.ts';
import { bookmarkHere, bookmarkSelection, removeBookmark, showBookmark } from '../workspace/bookmarks.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { focus, noteBox } from './focus.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** The bookmark after (1) or before (−1) the one that the selection begins at, around the end, as the list has them. */
function neighbour(session: SessionState, by: 1 | -1): Bookmark | undefined {
  const { bookmarks } = session;
  const here = bookmarkHere(session);
  const at = here === undefined ? (by === 1 ? -1 : 0) : bookmarks.indexOf(here);
  return bookmarks.at((at + by) % Math.max(1, bookmarks.length));
}

/** Places with a note. */
export const bookmarkCommands = (workspace: Workspace): readonly Command[] => [
  onSession(workspace, {
    id: 'hex.bookmark',
    shortcuts: ['Mod+D'],
    run: (session) => {
      bookmarkSelection(workspace, session);
      // What it is about is written at once, while one still knows it.
      const marked = bookmarkHere(workspace.session(session.id) ?? session);
      setTimeout(() => {
        if (marked !== undefined) focus(noteBox(marked));
      });
    },
    when: (session) => session.hex.selection !== undefined,
  }),
  onSession(workspace, {
    id: 'hex.removeBookmark',
    run: (session) => {
      const found = bookmarkHere(session);
      if (found !== undefined) removeBookmark(workspace, session.id, found);
    },
    when: (session) => bookmarkHere(session) !== undefined,
  }),
  ...([1, -1] as const).map((by) =>
    onSession(workspace, {
      id: by === 1 ? 'hex.nextBookmark' : 'hex.previousBookmark',
      shortcuts: [by === 1 ? 'F2' : 'Shift+F2'],
      run: (session) => {
        const next = neighbour(session, by);
        if (next !== undefined) showBookmark(workspace, session.id, next);
      },
      when: ({ bookmarks }) => bookmarks.length > 0,
    }),
  ),
];
