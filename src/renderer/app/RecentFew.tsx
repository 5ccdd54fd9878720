import { useEffect, type ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { openPath } from '../workspace/open.ts';
import { loadRecent } from '../workspace/recent.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { RecentList } from './RecentList.tsx';

/** More are behind a command. */
const MOST_RECENT = 5;

/** The dumps that were open last, where nothing is open; nothing where there were none. */
export function RecentFew({
  offersMore = false,
}: {
  readonly offersMore?: boolean;
}): ReactElement | undefined {
  const workspace = useWorkspace();
  const recent = useApp((state) => state.recent);
  useEffect(() => {
    loadRecent(workspace);
  }, [workspace]);
  if (recent.length === 0) return undefined;
  return (
    <section className="recent" aria-labelledby="recent-title">
      <h2 id="recent-title">{t('recent.title')}</h2>
      <RecentList
        dumps={recent.slice(0, MOST_RECENT)}
        onOpen={(path) => {
          openPath(workspace, path);
        }}
      />
      {offersMore && recent.length > MOST_RECENT && (
        <CommandButton command="file.recent" withTitle className="button button-quiet" />
      )}
    </section>
  );
}
