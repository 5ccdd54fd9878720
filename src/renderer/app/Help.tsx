import { useState, type ReactElement } from 'react';
import { GROUPS, groupOf } from '../commands/groups.ts';
import { matchScore } from '../commands/find-commands.ts';
import { titleOf } from '../commands/registry.ts';
import { shortcutText } from '../commands/shortcut.ts';
import { apple } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { SearchBox } from '../kit/SearchBox.tsx';
import { TitledDialog } from '../kit/TitledDialog.tsx';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { keysOfPanes } from './pane-keys.ts';

interface Line {
  readonly what: string;
  readonly keys: readonly string[];
}

/** All commands with their keys, and the keys that belong to one pane; typing narrows them down. */
export function Help(): ReactElement {
  const workspace = useWorkspace();
  const [typed, setTyped] = useState('');
  // As in the palette: nothing about the ninth of two recent dumps.
  const commands = workspace.commands
    .all()
    .filter(({ about }) => about === undefined || about() !== undefined);
  const close = (): void => {
    workspace.set({ overlay: undefined });
  };
  const sections = [
    ...GROUPS.map((group) => ({
      title: t(`group.${group}`),
      lines: commands
        .filter((command) => groupOf(command.id) === group)
        .map((command): Line => ({
          what: titleOf(command),
          keys: (command.shortcuts ?? []).map((shortcut) => shortcutText(shortcut, apple)),
        }))
        // What can be learned here stands first.
        .sort((a, b) => Number(b.keys.length > 0) - Number(a.keys.length > 0)),
    })),
    ...keysOfPanes().map(({ title, keys }) => ({
      title,
      lines: keys.map(([key, what]): Line => ({ what, keys: [key] })),
    })),
  ].flatMap(({ title, lines }) => {
    const found = lines.filter(
      ({ what, keys }) => matchScore(`${title} ${what} ${keys.join(' ')}`, typed) !== undefined,
    );
    return found.length === 0 ? [] : [{ title, lines: found }];
  });
  return (
    <TitledDialog
      title={t('command.help.keys')}
      className="help"
      onClose={close}
      head={<SearchBox label={t('help.search')} className="help-search" text={typed} onText={setTyped} />}
    >
      <div className="help-body" tabIndex={0} role="region" aria-label={t('command.help.keys')}>
        <div className="help-columns">
          {sections.map(({ title, lines }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {lines.map(({ what, keys }) => (
                  <div key={what}>
                    <dt>{what}</dt>
                    <dd>
                      {keys.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        {sections.length === 0 && <p className="pane-empty">{t('palette.none')}</p>}
      </div>
    </TitledDialog>
  );
}
