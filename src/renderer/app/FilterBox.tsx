import type { ReactElement } from 'react';
import { FOCUS } from '../commands/app-commands.ts';
import { Icon } from '../kit/Icon.tsx';
import { setFilter } from '../workspace/tree-view.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** Text that narrows the tree down. Escape clears it, arrow down goes to the tree. */
export function FilterBox({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const { filter } = session.tree;
  return (
    <div className="box filter">
      <Icon name="search" />
      <input
        id={FOCUS.filter}
        type="text"
        placeholder="Filter by name or pid"
        aria-label="Filter tasks by name or pid; also uid:0, state:Z, hidden:yes"
        title="Name or pid; also uid:0, ppid:2, state:Z, hidden:yes"
        spellCheck={false}
        autoComplete="off"
        value={filter}
        disabled={session.derived.tree === undefined}
        data-testid="filter"
        onChange={(event) => {
          setFilter(workspace, session.id, event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setFilter(workspace, session.id, '');
          else if (event.key === 'ArrowDown') document.getElementById(FOCUS.tree)?.focus();
          else return;
          event.preventDefault();
        }}
      />
      {filter !== '' && (
        <button
          type="button"
          className="button-icon"
          aria-label="Clear the filter"
          title="Clear (Esc)"
          onClick={() => {
            setFilter(workspace, session.id, '');
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
