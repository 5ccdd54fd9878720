import type { ReactElement } from 'react';
import { titleOf, type Command } from '../commands/registry.ts';
import { shortcutText } from '../commands/shortcut.ts';
import { apple } from '../kit/CommandButton.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { keysOfPanes } from './pane-keys.ts';

const GROUPS = ['file', 'edit', 'analysis', 'view', 'tree', 'hex', 'panel', 'nav', 'report', 'help'] as const;

const groupOf = ({ id }: Command): string => id.slice(0, id.indexOf('.'));

/** All commands with their keys, and the keys that belong to one pane. */
export function Help(): ReactElement {
  const workspace = useWorkspace();
  const commands = workspace.commands.all();
  const close = (): void => {
    workspace.set({ overlay: undefined });
  };
  return (
    <Dialog label={t('command.help.keys')} className="help" onClose={close}>
      <header className="dialog-head">
        <h2>{t('command.help.keys')}</h2>
        <button type="button" className="button-icon" aria-label={t('common.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div className="help-body" tabIndex={0} role="region" aria-label={t('command.help.keys')}>
        {GROUPS.map((group) => {
          const members = commands.filter((command) => groupOf(command) === group);
          if (members.length === 0) return undefined;
          return (
            <section key={group}>
              <h3>{t(`group.${group}`)}</h3>
              <dl>
                {members.map((command) => (
                  <div key={command.id}>
                    <dt>{titleOf(command)}</dt>
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
        {keysOfPanes().map(({ title, keys }) => (
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
