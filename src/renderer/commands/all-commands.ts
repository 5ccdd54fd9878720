import type { Workspace } from '../workspace/workspace.ts';
import { appCommands } from './app-commands.ts';
import { helpCommands } from './help-commands.ts';
import type { Command } from './registry.ts';
import { treeCommands } from './tree-commands.ts';

/** Everything the window can do: what menus, palette, buttons and keys draw on. */
export const allCommands = (workspace: Workspace): readonly Command[] => [
  ...appCommands(workspace),
  ...treeCommands(workspace),
  ...helpCommands(workspace),
];
