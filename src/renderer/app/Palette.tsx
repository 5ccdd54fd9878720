import { useEffect, useState, type KeyboardEvent, type ReactElement } from 'react';
import { findCommands } from '../commands/find-commands.ts';
import { groupOf } from '../commands/groups.ts';
import { recentCommandIds, rememberCommand } from '../commands/recently-run.ts';
import { titleOf } from '../commands/registry.ts';
import { shortcutText } from '../commands/shortcut.ts';
import { apple } from '../kit/CommandButton.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { loadRecent } from '../workspace/recent.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';

/** Every command by its name: typing narrows the list, Enter runs the chosen one. */
export function Palette(): ReactElement {
  const workspace = useWorkspace();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  // The names of recent dumps come while the palette is open already.
  useApp(({ recent }) => recent);
  useEffect(() => {
    loadRecent(workspace);
  }, [workspace]);
  const found = findCommands(workspace.commands.all(), typed, recentCommandIds());
  const chosen = Math.min(at, found.length - 1);

  const close = (): void => {
    workspace.set({ overlay: undefined });
  };
  const run = (id: string | undefined): void => {
    if (id === undefined || workspace.commands.get(id)?.isEnabled?.() === false) return;
    rememberCommand(id);
    close();
    // After the dialog has given the focus back: the command may put it elsewhere.
    setTimeout(() => workspace.commands.run(id));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (by !== undefined) {
      const next = Math.max(0, Math.min(found.length - 1, chosen + by));
      setAt(next);
      document.getElementById(`palette-${String(next)}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') run(found[chosen]?.id);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog label={t('palette.label')} className="palette" onClose={close}>
      <div className="box">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          placeholder={t('palette.type')}
          aria-label={t('palette.command')}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={found.length > 0 ? `palette-${String(chosen)}` : undefined}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          data-testid="palette"
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="palette-list" className="palette-list" role="listbox" aria-label={t('palette.label')}>
        {found.map((command, index) => {
          const [shortcut] = command.shortcuts ?? [];
          const about = command.about?.();
          return (
            <div
              key={command.id}
              id={`palette-${String(index)}`}
              role="option"
              className={index === chosen ? 'palette-item is-selected' : 'palette-item'}
              aria-selected={index === chosen}
              aria-disabled={command.isEnabled?.() === false}
              onPointerMove={() => {
                if (index !== at) setAt(index);
              }}
              onClick={() => {
                run(command.id);
              }}
            >
              <span className="palette-mark">{command.isOn?.() === true && <Icon name="check" />}</span>
              <span className="palette-group">{t(`group.${groupOf(command.id)}`)}</span>
              <span>{titleOf(command)}</span>
              {about !== undefined && <span className="palette-about">{about}</span>}
              {shortcut !== undefined && <kbd>{shortcutText(shortcut, apple)}</kbd>}
            </div>
          );
        })}
        {found.length === 0 && <p className="pane-empty">{t('palette.none')}</p>}
      </div>
    </Dialog>
  );
}
