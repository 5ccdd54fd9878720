import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { RecentDump } from '../../shared/api.ts';
import { dateText, fileName, folderOf } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { forgetRecent } from '../workspace/recent.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** What was found in it then, and where it lies; or that it is gone. */
const about = ({ path, tasks, release, missing }: RecentDump): string =>
  [
    ...(missing ? [t('recent.missing')] : []),
    folderOf(path),
    ...(tasks === undefined ? [] : [t('recent.tasks', { count: tasks })]),
    ...(release === undefined ? [] : [visibleText(release)]),
  ].join(' · ');

interface RecentListProps {
  readonly dumps: readonly RecentDump[];
  readonly onOpen: (path: string) => void;
  /** Puts the focus on the newest, so that Enter opens it. */
  readonly focused?: boolean;
}

/** Walks from item to item: the same part of the item so many places further. */
function step(from: EventTarget, by: 1 | -1): void {
  const item = from instanceof Element ? from.closest('li') : null;
  const next = by === 1 ? item?.nextElementSibling : item?.previousElementSibling;
  const part = from instanceof Element && from.matches('.recent-forget') ? '.recent-forget' : '.recent-item';
  next?.querySelector<HTMLElement>(part)?.focus();
}

/** Dumps that were opened before, each with a button that takes it off the list. */
export function RecentList({ dumps, onOpen, focused = false }: RecentListProps): ReactElement {
  const workspace = useWorkspace();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (focused) list.current?.querySelector<HTMLElement>('.recent-item')?.focus();
  }, [focused]);

  const forget = (path: string, from: EventTarget): void => {
    // The focus would be lost with the item.
    step(from, dumps.at(-1)?.path === path ? -1 : 1);
    forgetRecent(workspace, path);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key];
    const item = event.target instanceof Element ? event.target.closest('li') : null;
    if (by !== undefined) step(event.target, by);
    else if (event.key === 'Delete' && item?.dataset['path'] !== undefined)
      forget(item.dataset['path'], event.target);
    else return;
    event.preventDefault();
  };
  return (
    <ul ref={list} className="recent-list" data-testid="recent-list" onKeyDown={onKeyDown}>
      {dumps.map((dump) => {
        const { path, openedMs, missing } = dump;
        const name = fileName(path);
        return (
          <li key={path} className={missing ? 'recent-dump is-missing' : 'recent-dump'} data-path={path}>
            <button
              type="button"
              className="recent-item"
              title={visibleText(path)}
              onClick={() => {
                onOpen(path);
              }}
            >
              <Icon name={missing ? 'warning' : 'file'} />
              <span className="recent-name">{name}</span>
              <span className="recent-when">{dateText(openedMs)}</span>
              <span className="recent-about">{about(dump)}</span>
            </button>
            <button
              type="button"
              className="button-icon recent-forget"
              aria-label={t('recent.forget', { name })}
              title={t('recent.forget', { name })}
              onClick={(event) => {
                forget(path, event.currentTarget);
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
