import { useEffect, type ReactElement } from 'react';
import { ContextMenu } from '../kit/ContextMenu.tsx';
import { fileName } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { rememberNumber } from '../kit/preferences.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { activeSession } from '../workspace/state.ts';
import { useApp, WorkspaceContext } from '../workspace/use-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { DropOverlay } from './DropOverlay.tsx';
import { ColumnChooser } from '../tree/ColumnChooser.tsx';
import { EmptyState } from './EmptyState.tsx';
import { FilePicker } from './FilePicker.tsx';
import { Help } from './Help.tsx';
import { NewsLine } from './NewsLine.tsx';
import { Palette } from './Palette.tsx';
import { Tabs } from './Tabs.tsx';
import { Uploads } from './Uploads.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { Workbench } from './Workbench.tsx';

function Window({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const session = useApp(activeSession);
  const notices = useApp((state) => state.notices);
  const pickerOpen = useApp((state) => state.pickerOpen);
  const overlay = useApp((state) => state.overlay);
  const zoom = useApp((state) => state.zoom);
  useShortcuts(workspace);

  const path = session?.snapshot.path;
  useEffect(() => {
    document.title = path === undefined ? 'Taskshape' : t('window.title', { file: fileName(path) });
  }, [path]);
  useEffect(() => {
    document.documentElement.style.fontSize = `${String(16 * zoom)}px`;
    rememberNumber('zoom', zoom);
  }, [zoom]);

  return (
    <div className="app">
      {session !== undefined && <Tabs />}
      {notices.map(({ id, problem }) => (
        <ProblemNotice
          key={id}
          problem={problem}
          onDismiss={() => {
            workspace.dismiss(id);
          }}
        />
      ))}
      <NewsLine />
      <Uploads />
      {session === undefined ? <EmptyState /> : <Workbench key={session.id} session={session} />}
      {pickerOpen && <FilePicker />}
      {overlay === 'palette' && <Palette />}
      {overlay === 'help' && <Help />}
      {overlay === 'columns' && <ColumnChooser />}
      <ContextMenu />
      <DropOverlay />
    </div>
  );
}

export function App({ workspace }: { readonly workspace: Workspace }): ReactElement {
  return (
    <WorkspaceContext value={workspace}>
      <Window workspace={workspace} />
    </WorkspaceContext>
  );
}
