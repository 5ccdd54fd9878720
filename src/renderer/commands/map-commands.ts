import { COLOURINGS } from '../map/colour.ts';
import { setMap, zoomOut } from '../workspace/map-view.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

const isShown = ({ derived, picture }: SessionState): boolean =>
  derived.tree !== undefined && picture === 'map';

/** What can be done with the map of processes while it is shown. */
export const mapCommands = (workspace: Workspace): readonly Command[] => [
  onSession(workspace, {
    id: 'map.zoomIn',
    run: ({ id, row }) => {
      setMap(workspace, id, { root: row, last: undefined });
    },
    when: (session) => isShown(session) && session.row >= 0,
  }),
  onSession(workspace, {
    id: 'map.zoomOut',
    run: ({ id }) => {
      zoomOut(workspace, id);
    },
    when: (session) => isShown(session) && session.map.root >= 0,
  }),
  ...COLOURINGS.map((colouring) =>
    onSession(workspace, {
      id: `map.${colouring}`,
      run: ({ id }) => {
        workspace.update(id, (now) => ({ ...now, picture: 'map', map: { ...now.map, colouring } }));
      },
      when: ({ derived }) => derived.tree !== undefined,
      isOn: (session) => isShown(session) && session.map.colouring === colouring,
    }),
  ),
];
