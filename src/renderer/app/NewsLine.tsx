import type { ReactElement } from 'react';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';

/** What a command has done that shows nowhere else. */
export function NewsLine(): ReactElement | undefined {
  const workspace = useWorkspace();
  const news = useApp((state) => state.news);
  if (news === undefined) return undefined;
  return (
    <div className="problem problem-mild" role="status" data-testid="news">
      <Icon name="info" />
      <div className="problem-body">
        <p className="problem-message">{news}</p>
      </div>
      <button
        type="button"
        className="button-icon"
        aria-label={t('problem.dismiss')}
        title={t('problem.dismiss')}
        onClick={() => {
          workspace.set({ news: undefined });
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
