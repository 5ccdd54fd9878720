import { PANELS, panelsOf } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** Which panel stands above the bytes. */
export const panelCommands = (workspace: Workspace): readonly Command[] =>
  PANELS.map((panel, index) =>
    onSession(workspace, {
      id: `panel.${panel}`,
      shortcuts: [`Alt+${String(index + 1)}`],
      run: ({ id }) => {
        workspace.update(id, (now) => ({ ...now, panel }));
      },
      when: (session) => panelsOf(session).panels.includes(panel),
      isOn: (session) => panelsOf(session).shown === panel,
    }),
  );
