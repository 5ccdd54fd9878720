import { useEffect, type ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { TitledDialog } from '../kit/TitledDialog.tsx';
import { openPath } from '../workspace/open.ts';
import { loadRecent } from '../workspace/recent.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { RecentList } from './RecentList.tsx';

/** All dumps that were opened before, wherever one is. */
export function RecentDialog(): ReactElement {
  const workspace = useWorkspace();
  const recent = useApp((state) => state.recent);
  useEffect(() => {
    loadRecent(workspace);
  }, [workspace]);
  const close = (): void => {
    workspace.set({ overlay: undefined });
  };
  return (
    <TitledDialog
      title={t('recent.title')}
      className="recent-dialog"
      onClose={close}
      foot={<CommandButton command="file.clearRecent" withTitle />}
    >
      {recent.length === 0 ? (
        <p className="pane-empty">{t('recent.none')}</p>
      ) : (
        <RecentList
          focused
          dumps={recent}
          onOpen={(path) => {
            close();
            openPath(workspace, path);
          }}
        />
      )}
    </TitledDialog>
  );
}
