import { useEffect, type ReactElement } from 'react';
import { AboutDialog } from '../about/AboutDialog.tsx';
import { ContextMenu } from '../kit/ContextMenu.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SettingsDialog } from '../settings/SettingsDialog.tsx';
import { activeSession } from '../workspace/state.ts';
import { useApp, WorkspaceContext } from '../workspace/use-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { Announcer } from './Announcer.tsx';
import { DropOverlay } from './DropOverlay.tsx';
import { ColumnChooser } from '../tree/ColumnChooser.tsx';
import { EmptyState } from './EmptyState.tsx';
import { FilePicker } from './FilePicker.tsx';
import { Help } from './Help.tsx';
import { NewsLine } from './NewsLine.tsx';
import { Palette } from './Palette.tsx';
import { RecentDialog } from './RecentDialog.tsx';
import { Tabs } from './Tabs.tsx';
import { Uploads } from './Uploads.tsx';
import { windowTitle } from './window-title.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { Workbench } from './Workbench.tsx';

function Window({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const session = useApp(activeSession);
  const notices = useApp((state) => state.notices);
  const pickerOpen = useApp((state) => state.pickerOpen);
  const overlay = useApp((state) => state.overlay);
  useShortcuts(workspace);

  const title = windowTitle(session);
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <div className="app">
      {session !== undefined && <Tabs />}
      <Announcer session={session} />
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
      {overlay === 'recent' && <RecentDialog />}
      {overlay === 'columns' && <ColumnChooser />}
      {overlay === 'settings' && <SettingsDialog />}
      {overlay === 'about' && <AboutDialog />}
      <ContextMenu />
      <DropOverlay />
    </div>
  );
}

/** Drawn anew from the top when words or the way to write numbers change: nothing else would notice. */
function Spoken({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const { language, groupDigits, timeFormat } = useApp((state) => state.settings);
  return <Window key={`${language} ${String(groupDigits)} ${timeFormat}`} workspace={workspace} />;
}

export function App({ workspace }: { readonly workspace: Workspace }): ReactElement {
  return (
    <WorkspaceContext value={workspace}>
      <Spoken workspace={workspace} />
    </WorkspaceContext>
  );
}
