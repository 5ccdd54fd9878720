import type { CommandId } from '../../shared/i18n/catalogue.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './registry.ts';

interface SessionCommand {
  readonly id: CommandId;
  readonly shortcuts?: readonly string[];
  readonly run: (session: SessionState) => void;
  /** Absent: whenever a dump is in front. */
  readonly when?: (session: SessionState) => boolean;
  readonly isOn?: (session: SessionState) => boolean;
  readonly about?: (session: SessionState) => string | undefined;
}

/** A command about the dump in front; not enabled while there is none or `when` says no. */
export function onSession(workspace: Workspace, command: SessionCommand): Command {
  const { id, shortcuts, run, when = () => true, isOn, about } = command;
  return {
    id,
    ...(shortcuts === undefined ? {} : { shortcuts }),
    ...(about === undefined ? {} : { about: () => workspace.active && about(workspace.active) }),
    isEnabled: () => {
      const session = workspace.active;
      return session !== undefined && when(session);
    },
    ...(isOn === undefined ? {} : { isOn: () => workspace.active !== undefined && isOn(workspace.active) }),
    run: () => {
      if (workspace.active !== undefined) run(workspace.active);
    },
  };
}
