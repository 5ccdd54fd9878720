import type { ReactElement } from 'react';
import type { CommandId } from '../../shared/i18n/catalogue.ts';
import { titleOf } from '../commands/registry.ts';
import { isApple, shortcutText } from '../commands/shortcut.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { Icon, type IconName } from './Icon.tsx';

interface CommandButtonProps {
  readonly command: CommandId;
  readonly icon?: IconName;
  /** Show the title next to the icon. */
  readonly withTitle?: boolean;
  /** Shown in place of the title, where the surroundings say the rest. */
  readonly text?: string;
  readonly className?: string;
}

export const apple = isApple(navigator.platform);

/** A button that runs a command and says its title and shortcut. A command that switches makes a toggle button. */
export function CommandButton({
  command: id,
  icon,
  withTitle = false,
  text,
  className = 'button',
}: CommandButtonProps): ReactElement | undefined {
  const workspace = useWorkspace();
  const command = workspace.commands.get(id);
  const enabled = useApp(() => command?.isEnabled?.() !== false);
  const on = useApp(() => command?.isOn?.());
  if (command === undefined) return undefined;
  const shortcut = command.shortcuts?.[0];
  const title = titleOf(command);
  /** What stands on the button is also its name: whoever speaks to it says what they read. */
  const words = text ?? (withTitle ? title : undefined);
  const hint = shortcut === undefined ? title : `${title} (${shortcutText(shortcut, apple)})`;
  return (
    <button
      type="button"
      className={className}
      disabled={!enabled}
      aria-pressed={on}
      aria-label={words === undefined ? title : undefined}
      title={hint}
      data-command={id}
      onClick={() => {
        workspace.commands.run(id);
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      {words !== undefined && <span>{words}</span>}
    </button>
  );
}
