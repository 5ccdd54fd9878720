import { useEffect, type ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { openPath } from '../workspace/open.ts';
import { loadRecent } from '../workspace/recent.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { RecentList } from './RecentList.tsx';

/** More are behind a command. */
const MOST_RECENT = 5;

/** Below a problem that leaves nothing to look at: what else can be done. */
export function NothingToBrowse(): ReactElement {
  const workspace = useWorkspace();
  const recent = useApp((state) => state.recent);
  useEffect(() => {
    loadRecent(workspace);
  }, [workspace]);
  return (
    <div className="state" data-testid="nothing-to-browse">
      <div className="state-card">
        <div className="state-actions">
          <CommandButton command="file.open" icon="open" withTitle className="button button-primary" />
          <CommandButton command="file.close" withTitle />
        </div>
        {recent.length > 0 && (
          <section className="recent" aria-labelledby="recent-title">
            <h2 id="recent-title">{t('recent.title')}</h2>
            <RecentList
              dumps={recent.slice(0, MOST_RECENT)}
              onOpen={(path) => {
                openPath(workspace, path);
              }}
            />
          </section>
        )}
        <p className="state-small muted">{t('empty.small')}</p>
      </div>
    </div>
  );
}
