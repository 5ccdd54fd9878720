import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { DirectoryEntry, DirectoryListing } from '../../shared/api.ts';
import { problemOf, type Problem } from '../../shared/errors.ts';
import { bytesText, dateText } from '../kit/format.ts';
import { locale, t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { recallText, rememberText } from '../kit/preferences.ts';
import { visibleText } from '../kit/visible-text.ts';
import { openPath } from '../workspace/open.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';

const UP = '..';

/** The folder's parent as an entry, then folders, then files, by name. */
function listed(listing: DirectoryListing): readonly DirectoryEntry[] {
  const up =
    listing.parent === undefined
      ? []
      : [{ name: UP, path: listing.parent, directory: true, sizeBytes: 0, modifiedMs: 0 }];
  const entries = [...listing.entries].sort((a, b) =>
    a.directory === b.directory
      ? a.name.localeCompare(b.name, locale(), { numeric: true })
      : a.directory
        ? -1
        : 1,
  );
  return [...up, ...entries];
}

/** Chooses a file on the server, within the folders it allows. All of it works by keyboard. */
export function FilePicker(): ReactElement {
  const workspace = useWorkspace();
  const roots = useApp((state) => state.host?.roots) ?? [];
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [folder, setFolder] = useState(() => recallText('folder') ?? roots[0] ?? '/');
  const [listing, setListing] = useState<DirectoryListing>();
  const [problem, setProblem] = useState<Problem>();
  const [at, setAt] = useState(0);
  const [path, setPath] = useState('');
  /** True once somebody is in the field of the path: what stands there is theirs until another folder is chosen. */
  const typed = useRef(false);
  const entries = listing === undefined ? [] : listed(listing);

  useEffect(() => {
    dialog.current?.showModal();
    list.current?.focus();
  }, []);

  useEffect(() => {
    let current = true;
    typed.current = false;
    workspace.carrier.call('listDirectory', { path: folder }).then(
      (next) => {
        if (!current) return;
        setListing(next);
        setProblem(undefined);
        if (!typed.current) setPath(next.path);
        setAt(next.parent !== undefined && next.entries.length > 0 ? 1 : 0);
        rememberText('folder', next.path);
      },
      (thrown: unknown) => {
        if (!current) return;
        const failed = problemOf(thrown);
        const root = roots[0];
        // A folder remembered from another time may be gone or no longer allowed.
        if (root !== undefined && folder !== root && listing === undefined) setFolder(root);
        else setProblem(failed);
      },
    );
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- roots and listing are looked at, not followed
  }, [workspace, folder]);

  useEffect(() => {
    document.getElementById(`entry-${String(at)}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, listing]);

  const close = (): void => {
    workspace.set({ pickerOpen: false });
  };
  const choose = (entry: DirectoryEntry | undefined): void => {
    if (entry === undefined) return;
    if (entry.directory) setFolder(entry.path);
    else {
      openPath(workspace, entry.path);
      close();
    }
  };
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(entries.length - 1, to));
    setAt(next);
    const entry = entries[next];
    if (entry !== undefined && !entry.directory) setPath(entry.path);
  };
  const onListKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 12,
      PageUp: at - 12,
      Home: 0,
      End: entries.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) move(to);
    else if (event.key === 'Enter') choose(entries[at]);
    else if (event.key === 'Backspace' && listing?.parent !== undefined) setFolder(listing.parent);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      const letter = event.key.toLowerCase();
      const found = [...entries.keys()]
        .map((step) => (at + 1 + step) % entries.length)
        .find((index) => entries[index]?.name.toLowerCase().startsWith(letter));
      if (found !== undefined) move(found);
    } else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      className="picker"
      aria-labelledby="picker-title"
      data-testid="file-picker"
      onClose={close}
    >
      <header className="picker-head">
        <h2 id="picker-title">{t('picker.title')}</h2>
        <button
          type="button"
          className="button-icon"
          aria-label={t('common.close')}
          title={t('common.closeEsc')}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      {roots.length > 1 && (
        <div className="picker-roots" role="group" aria-label={t('picker.roots')}>
          {roots.map((root) => (
            <button
              key={root}
              type="button"
              className="toggle"
              aria-pressed={listing?.path.startsWith(root) === true}
              onClick={() => {
                setFolder(root);
              }}
            >
              {visibleText(root)}
            </button>
          ))}
        </div>
      )}
      <p className="picker-folder mono">{visibleText(listing?.path ?? folder)}</p>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <div
        ref={list}
        className="picker-list"
        role="listbox"
        tabIndex={0}
        aria-label={t('picker.list')}
        aria-activedescendant={entries.length > 0 ? `entry-${String(at)}` : undefined}
        onKeyDown={onListKey}
      >
        {entries.map((entry, index) => (
          <div
            key={entry.path + entry.name}
            id={`entry-${String(index)}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'picker-entry is-selected' : 'picker-entry'}
            data-path={entry.path}
            onClick={() => {
              move(index);
            }}
            onDoubleClick={() => {
              choose(entry);
            }}
          >
            <Icon name={entry.name === UP ? 'up' : entry.directory ? 'open' : 'file'} />
            <span className="picker-name">
              {entry.name === UP ? t('picker.parent') : visibleText(entry.name)}
            </span>
            <span className="picker-size">{entry.directory ? '' : bytesText(entry.sizeBytes)}</span>
            <span className="picker-date">{entry.modifiedMs > 0 ? dateText(entry.modifiedMs) : ''}</span>
          </div>
        ))}
        {listing?.entries.length === 0 && <p className="pane-empty">{t('picker.empty')}</p>}
      </div>
      <form
        className="picker-foot"
        onSubmit={(event) => {
          event.preventDefault();
          const entry = entries.find((one) => one.path === path);
          if (entry !== undefined) choose(entry);
          else if (path !== listing?.path) {
            openPath(workspace, path);
            close();
          } else choose(entries[at]);
        }}
      >
        <div className="box">
          <input
            className="mono"
            aria-label={t('picker.path')}
            value={path}
            spellCheck={false}
            autoComplete="off"
            onFocus={() => {
              typed.current = true;
            }}
            onChange={(event) => {
              setPath(event.target.value);
            }}
          />
        </div>
        <button type="button" className="button" onClick={close}>
          {t('common.cancel')}
        </button>
        <button type="submit" className="button button-primary">
          {t('common.open')}
        </button>
      </form>
    </dialog>
  );
}
