import { PANELS, type Panel } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

export const PANEL_TITLES: Readonly<Record<Panel, string>> = {
  fields: 'Fields',
  data: 'Data',
  search: 'Search',
  bookmarks: 'Bookmarks',
  compare: 'Compare',
  evidence: 'Evidence',
};

/** Which panel stands above the bytes. */
export const panelCommands = (workspace: Workspace): readonly Command[] =>
  PANELS.map((panel, index) =>
    onSession(workspace, {
      id: `panel.${panel}`,
      title: PANEL_TITLES[panel],
      shortcuts: [`Alt+${String(index + 1)}`],
      run: ({ id }) => {
        workspace.update(id, (now) => ({ ...now, panel }));
      },
      when: ({ derived }) => derived.tree !== undefined,
      isOn: (session) => session.panel === panel,
    }),
  );
