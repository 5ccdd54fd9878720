import { useEffect, type ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { loadLastOpen } from '../workspace/last-open.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { LastOpenOffer } from './LastOpenOffer.tsx';
import { RecentFew } from './RecentFew.tsx';

/** Before anything is open: says what to do. */
export function EmptyState(): ReactElement {
  const workspace = useWorkspace();
  const host = useApp((state) => state.host);
  const opening = useApp((state) => state.opening > 0);
  useEffect(() => {
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
        <RecentFew offersMore />
        <p className="state-small muted">{t('empty.small')}</p>
      </div>
    </main>
  );
}
