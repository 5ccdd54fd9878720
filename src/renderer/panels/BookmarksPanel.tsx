import type { ReactElement } from 'react';
import { FOCUS, focus, noteBox } from '../commands/focus.ts';
import { hex } from '../../shared/units.ts';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { removeBookmark, setBookmark, showBookmark } from '../workspace/bookmarks.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** The places the user has marked in this dump, with notes; kept from one day to the next. */
export function BookmarksPanel({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const { id, bookmarks } = session;
  return (
    <section className="bookmarks" aria-label={t('bookmarks.label')}>
      <div className="panel-bar">
        <CommandButton command="hex.bookmark" icon="pin" withTitle className="button" />
      </div>
      {bookmarks.length === 0 && <p className="pane-empty">{t('bookmarks.empty')}</p>}
      <ul>
        {bookmarks.map((bookmark) => {
          const name = `${t(`space.${bookmark.space}`)} ${hex(bookmark.address)}`;
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
                {t(`space.${bookmark.space}`)}, {t('common.bytes', { count: bookmark.length })}
              </span>
              <div className="box">
                <input
                  id={noteBox(bookmark)}
                  type="text"
                  aria-label={t('bookmarks.noteOn', { place: name })}
                  placeholder={t('bookmarks.note')}
                  maxLength={500}
                  value={bookmark.note}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' && event.key !== 'Escape') return;
                    event.preventDefault();
                    focus(FOCUS.hex);
                  }}
                  onChange={(event) => {
                    setBookmark(workspace, id, { ...bookmark, note: event.target.value });
                  }}
                />
              </div>
              <button
                type="button"
                className="button-icon"
                aria-label={t('bookmarks.remove', { place: name })}
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
