import type { ReactElement } from 'react';
import { FOCUS } from '../commands/focus.ts';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { QUERY_HELP } from '../tree/filter.ts';
import { setFilter } from '../workspace/tree-view.ts';
import type { SessionState } from '../workspace/state.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';

/** Text that narrows the tree down. Escape clears it, arrow down goes to the tree. */
export function FilterBox({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const help = useApp((app) => app.filterHelp === true);
  const hideHelp = (): void => {
    workspace.set({ filterHelp: false });
  };
  const { filter } = session.tree;
  return (
    <div className="filter-frame">
      <div className="box filter">
        <Icon name="search" />
        <input
          id={FOCUS.filter}
          type="text"
          placeholder={t('filter.placeholder')}
          aria-label={t('filter.label')}
          spellCheck={false}
          autoComplete="off"
          value={filter}
          disabled={session.derived.tree === undefined}
          data-testid="filter"
          onChange={(event) => {
            setFilter(workspace, session.id, event.target.value);
          }}
          onBlur={hideHelp}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && help) hideHelp();
            else if (event.key === 'Escape') setFilter(workspace, session.id, '');
            else if (event.key === 'ArrowDown') document.getElementById(FOCUS.tree)?.focus();
            else return;
            event.preventDefault();
          }}
        />
        {filter !== '' && (
          <button
            type="button"
            className="button-icon"
            aria-label={t('filter.clear')}
            title={t('filter.clearEsc')}
            onClick={() => {
              setFilter(workspace, session.id, '');
            }}
          >
            <Icon name="close" />
          </button>
        )}
        <button
          type="button"
          className="button-icon"
          aria-label={t('filter.help')}
          title={t('filter.help')}
          aria-expanded={help}
          onPointerDown={(event) => {
            // The focus stays in the box: leaving it closes the help.
            event.preventDefault();
            document.getElementById(FOCUS.filter)?.focus();
          }}
          onClick={() => {
            workspace.commands.run('view.filterHelp');
          }}
        >
          <Icon name="help" />
        </button>
      </div>
      {help && (
        <div className="filter-help" role="note" data-testid="filter-help">
          <dl>
            {QUERY_HELP.map(([example, finds]) => (
              <div key={example}>
                <dt className="mono">{example}</dt>
                <dd>{t(finds)}</dd>
              </div>
            ))}
          </dl>
          <p className="muted">{t('filter.allWords')}</p>
        </div>
      )}
    </div>
  );
}
