import type { ReactElement } from 'react';
import type { Command } from '../commands/registry.ts';
import { shortcutText } from '../commands/shortcut.ts';
import { apple } from '../kit/CommandButton.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Icon } from '../kit/Icon.tsx';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { KEYS_OF_PANES } from './pane-keys.ts';

const GROUPS: Readonly<Record<string, string>> = {
  file: 'Files',
  edit: 'Copying',
  analysis: 'Analysis',
  view: 'View',
  tree: 'Tasks',
  hex: 'Bytes',
  panel: 'Panels',
  nav: 'Going to and fro',
  report: 'Reports',
  help: 'Help',
};

const groupOf = ({ id }: Command): string => id.slice(0, id.indexOf('.'));

/** All commands with their keys, and the keys that belong to one pane. */
export function Help(): ReactElement {
  const workspace = useWorkspace();
  const commands = workspace.commands.all();
  const close = (): void => {
    workspace.set({ overlay: undefined });
  };
  return (
    <Dialog label="Commands and keys" className="help" onClose={close}>
      <header className="dialog-head">
        <h2>Commands and keys</h2>
        <button type="button" className="button-icon" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div className="help-body" tabIndex={0} role="region" aria-label="Commands and keys">
        {Object.entries(GROUPS).map(([group, title]) => {
          const members = commands.filter((command) => groupOf(command) === group);
          if (members.length === 0) return undefined;
          return (
            <section key={group}>
              <h3>{title}</h3>
              <dl>
                {members.map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      {command.shortcuts?.map((shortcut) => (
                        <kbd key={shortcut}>{shortcutText(shortcut, apple)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
        {KEYS_OF_PANES.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>{what}</dt>
                  <dd>
                    <kbd>{key}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
