import type { ReactElement } from 'react';
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
}

/** Dumps that were opened before, each with a button that takes it off the list. */
export function RecentList({ dumps, onOpen }: RecentListProps): ReactElement {
  const workspace = useWorkspace();
  return (
    <ul className="recent-list" data-testid="recent-list">
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
              onClick={() => {
                forgetRecent(workspace, path);
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
