import type { CommandId } from '../../shared/i18n/catalogue.ts';
import { t } from '../kit/i18n.ts';
import { matchesShortcut, type KeyPress } from './shortcut.ts';

/** Something the user can have done: by button, key, native menu, or later a palette. */
export interface Command {
  /** `group.name`; native menus send it. Its title is the message `command.` with this behind it. */
  readonly id: CommandId;
  /** First one is shown; all work. See `matchesShortcut`. */
  readonly shortcuts?: readonly string[];
  /** For commands about one of several things: which one that is now; undefined while there are not so many. */
  readonly about?: () => string | undefined;
  /** Absent: always. */
  readonly isEnabled?: () => boolean;
  /** For commands that switch something: whether it is on. */
  readonly isOn?: () => boolean;
  readonly run: () => void;
}

/** What buttons, menus and the palette call it. */
export const titleOf = ({ id }: Pick<Command, 'id'>): string => t(`command.${id}`);

export class CommandRegistry {
  readonly #commands = new Map<string, Command>();

  /** Throws when the id is taken: two commands of one name are a bug. */
  register(...commands: readonly Command[]): void {
    for (const command of commands) {
      if (this.#commands.has(command.id)) throw new Error(`The command ${command.id} is registered twice.`);
      this.#commands.set(command.id, command);
    }
  }

  get(id: string): Command | undefined {
    return this.#commands.get(id);
  }

  all(): readonly Command[] {
    return [...this.#commands.values()];
  }

  /** Runs a command; false when there is none of that id or it is not enabled now. */
  run(id: string): boolean {
    const command = this.#commands.get(id);
    if (command === undefined || command.isEnabled?.() === false) return false;
    command.run();
    return true;
  }

  /** The command a key press stands for, enabled or not. */
  forKey(press: KeyPress, apple: boolean): Command | undefined {
    return this.all().find((command) =>
      command.shortcuts?.some((shortcut) => matchesShortcut(shortcut, press, apple)),
    );
  }
}
