import type { KeyboardEvent, ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { fileName } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { closeSession } from '../workspace/open.ts';
import type { MenuEntry } from '../workspace/state.ts';
import { StateDot } from './StateDot.tsx';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';

/** What a right click on a tab offers. Where there is no such command, the menu leaves it out. */
const TAB_MENU: readonly MenuEntry[] = [
  'file.close',
  'file.closeOthers',
  '-',
  'file.moveToWindow',
  'file.newTab',
  'file.copyLink',
  '-',
  'diff.open',
  'report.html',
  'report.json',
];

/** One tab for each open dump, and the button that opens another. */
export function Tabs(): ReactElement {
  const workspace = useWorkspace();
  const sessions = useApp((state) => state.sessions);
  const active = useApp((state) => state.active);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' && active !== undefined) closeSession(workspace, active);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    const at = sessions.findIndex((session) => session.id === active) + by;
    const next = sessions[(at + sessions.length) % sessions.length];
    if (next === undefined) return;
    workspace.set({ active: next.id });
    document.getElementById(`tab-${next.id}`)?.focus();
  };

  return (
    <header className="tabs">
      <div className="tabs-list" role="tablist" aria-label={t('tabs.label')} onKeyDown={onKeyDown}>
        {sessions.map(({ id, snapshot }) => {
          const name = fileName(snapshot.path);
          return (
            <div
              key={id}
              role="tab"
              id={`tab-${id}`}
              className={id === active ? 'tab is-active' : 'tab'}
              aria-selected={id === active}
              tabIndex={id === active ? 0 : -1}
              title={visibleText(snapshot.path)}
              onClick={() => {
                workspace.set({ active: id });
              }}
              onContextMenu={(event) => {
                event.preventDefault();
                workspace.set({
                  active: id,
                  menu: { x: event.clientX, y: event.clientY, label: name, items: TAB_MENU },
                });
              }}
              onAuxClick={(event) => {
                if (event.button === 1) closeSession(workspace, id);
              }}
            >
              <StateDot snapshot={snapshot} />
              <span className="tab-name">{name}</span>
              {/* For the mouse alone: a tab may hold no button. By keyboard it is Delete, or the close command. */}
              <span
                className="button-icon tab-close"
                aria-hidden="true"
                title={t('tabs.close', { name })}
                onClick={(event) => {
                  event.stopPropagation();
                  closeSession(workspace, id);
                }}
              >
                <Icon name="close" />
              </span>
            </div>
          );
        })}
      </div>
      <CommandButton command="file.open" icon="open" withTitle className="button button-quiet" />
      <span className="spacer" />
      <CommandButton command="help.palette" icon="command" withTitle className="button button-quiet" />
      <CommandButton command="help.keys" icon="help" className="button-icon" />
    </header>
  );
}
