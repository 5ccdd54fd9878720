import type { ReactElement } from 'react';
import { hex } from '../../shared/units.ts';
import { CommandButton } from '../kit/CommandButton.tsx';
import { countOf } from '../kit/format.ts';
import { Icon } from '../kit/Icon.tsx';
import { removeBookmark, setBookmark, showBookmark } from '../workspace/bookmarks.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** The places the user has marked in this dump, with notes; kept from one day to the next. */
export function BookmarksPanel({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const { id, bookmarks } = session;
  return (
    <section className="bookmarks" aria-label="Bookmarks">
      <div className="panel-bar">
        <CommandButton command="hex.bookmark" icon="pin" withTitle className="button" />
      </div>
      {bookmarks.length === 0 && (
        <p className="pane-empty">Select bytes and bookmark them; they are kept for this dump.</p>
      )}
      <ul>
        {bookmarks.map((bookmark) => {
          const name = `${bookmark.space} ${hex(bookmark.address)}`;
          return (
            <li key={name} className="bookmark">
              <button
                type="button"
                className="link mono"
                onClick={() => {
                  showBookmark(workspace, id, bookmark);
                }}
              >
                {hex(bookmark.address)}
              </button>
              <span className="muted">
                {bookmark.space}, {countOf(bookmark.length, 'byte', 'bytes')}
              </span>
              <div className="box">
                <input
                  type="text"
                  aria-label={`Note on ${name}`}
                  placeholder="Note"
                  maxLength={500}
                  value={bookmark.note}
                  onChange={(event) => {
                    setBookmark(workspace, id, { ...bookmark, note: event.target.value });
                  }}
                />
              </div>
              <button
                type="button"
                className="button-icon"
                aria-label={`Remove the bookmark ${name}`}
                onClick={() => {
                  removeBookmark(workspace, id, bookmark);
                }}
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
