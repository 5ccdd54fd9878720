import type { KeyboardEvent, ReactElement } from 'react';
import { t } from '../kit/i18n.ts';
import { panelsOf, type SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { PanelBody } from './PanelBody.tsx';

/** What stands above the bytes: one of several panels, chosen by tab. */
export function PanelTabs({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const { search, bookmarks } = session;
  const { panels, shown: panel } = panelsOf(session);
  const counts: Partial<Record<string, number>> = {
    search: search.hits.length,
    bookmarks: bookmarks.length,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    const next = panels[(panels.indexOf(panel) + by + panels.length) % panels.length] ?? panel;
    workspace.commands.run(`panel.${next}`);
    document.getElementById(`panel-tab-${next}`)?.focus();
    event.preventDefault();
  };
  return (
    <div className="panel">
      <div className="panel-tabs" role="tablist" aria-label={t('panels.label')} onKeyDown={onKeyDown}>
        {panels.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`panel-tab-${one}`}
            className={one === panel ? 'panel-tab is-active' : 'panel-tab'}
            aria-selected={one === panel}
            aria-controls="panel-body"
            tabIndex={one === panel ? 0 : -1}
            onClick={() => {
              workspace.commands.run(`panel.${one}`);
            }}
          >
            {t(`command.panel.${one}`)}
            {(counts[one] ?? 0) > 0 && <span className="panel-count">{counts[one]}</span>}
          </button>
        ))}
      </div>
      <div id="panel-body" className="panel-body" role="tabpanel" aria-labelledby={`panel-tab-${panel}`}>
        <PanelBody session={session} />
      </div>
    </div>
  );
}
