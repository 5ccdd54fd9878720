import { useEffect, type ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { loadLastOpen } from '../workspace/last-open.ts';
import { openPath } from '../workspace/open.ts';
import { loadRecent } from '../workspace/recent.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { LastOpenOffer } from './LastOpenOffer.tsx';
import { RecentList } from './RecentList.tsx';

/** More are behind a button. */
const MOST_RECENT = 5;

/** Before anything is open: says what to do. */
export function EmptyState(): ReactElement {
  const workspace = useWorkspace();
  const host = useApp((state) => state.host);
  const opening = useApp((state) => state.opening > 0);
  const recent = useApp((state) => state.recent);
  useEffect(() => {
    loadRecent(workspace);
    loadLastOpen(workspace);
  }, [workspace]);
  return (
    <main className="state" data-testid="empty-state">
      <div className="state-card state-drop">
        <div className="state-mark" aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
          <i />
          <i />
          <i />
          <i />
          <i />
        </div>
        <h1 className="state-title">{t('empty.title')}</h1>
        <p className="state-lead">{t('empty.lead')}</p>
        <div className="state-actions">
          <CommandButton command="file.open" icon="open" withTitle className="button button-primary" />
          {host?.sample === true && <CommandButton command="file.sample" icon="sample" withTitle />}
          {opening && (
            <span className="muted" role="status">
              {t('empty.opening')}
            </span>
          )}
        </div>
        <LastOpenOffer />
        {recent.length > 0 && (
          <section className="recent" aria-labelledby="recent-title">
            <h2 id="recent-title">{t('recent.title')}</h2>
            <RecentList
              dumps={recent.slice(0, MOST_RECENT)}
              onOpen={(path) => {
                openPath(workspace, path);
              }}
            />
            {recent.length > MOST_RECENT && (
              <CommandButton command="file.recent" withTitle className="button button-quiet" />
            )}
          </section>
        )}
        <p className="state-small muted">{t('empty.small')}</p>
      </div>
    </main>
  );
}
