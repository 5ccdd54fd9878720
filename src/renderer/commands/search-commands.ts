import { hasByteOrder, SEARCH_KINDS } from '../search/parse-search.ts';
import { setSearch } from '../workspace/search.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { focus, FOCUS } from './focus.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** Whether there are bytes that can be searched. */
const hasBytes = ({ hex: { segments, space } }: SessionState): boolean => segments[space] !== undefined;

/** Shows the search, ready to be typed into. */
function showSearch(workspace: Workspace, { id }: SessionState): void {
  workspace.update(id, (now) => ({ ...now, panel: 'search' }));
  // Its box is there once it has been drawn.
  setTimeout(() => {
    focus(FOCUS.search);
  });
}

/** Searching memory, and what for. */
export const searchCommands = (workspace: Workspace): readonly Command[] => [
  onSession(workspace, {
    id: 'hex.search',
    shortcuts: ['Mod+Shift+F'],
    run: (session) => {
      showSearch(workspace, session);
    },
    when: hasBytes,
  }),
  ...SEARCH_KINDS.map((kind) =>
    onSession(workspace, {
      id: `search.${kind}`,
      run: (session) => {
        setSearch(workspace, session.id, { kind });
        showSearch(workspace, session);
      },
      when: hasBytes,
      isOn: ({ search }) => search.kind === kind,
    }),
  ),
  onSession(workspace, {
    id: 'search.byteOrder',
    run: (session) => {
      const byteOrder = session.search.byteOrder === 'little' ? 'big' : 'little';
      setSearch(workspace, session.id, { byteOrder });
      showSearch(workspace, session);
    },
    when: (session) => hasBytes(session) && hasByteOrder(session.search.kind),
  }),
];
