import type { ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { RecentFew } from './RecentFew.tsx';

/** Below a problem that leaves nothing to look at: what else can be done. */
export function NothingToBrowse(): ReactElement {
  return (
    <div className="state" data-testid="nothing-to-browse">
      <div className="state-card">
        <div className="state-actions">
          <CommandButton command="file.open" icon="open" withTitle className="button button-primary" />
          <CommandButton command="file.close" withTitle />
        </div>
        <RecentFew />
        <p className="state-small muted">{t('empty.small')}</p>
      </div>
    </div>
  );
}
