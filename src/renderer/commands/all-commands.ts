import type { Workspace } from '../workspace/workspace.ts';
import { appCommands } from './app-commands.ts';
import { bookmarkCommands } from './bookmark-commands.ts';
import { cacheCommands } from './cache-commands.ts';
import { columnCommands } from './column-commands.ts';
import { diffCommands } from './diff-commands.ts';
import { helpCommands } from './help-commands.ts';
import { fieldCommands } from './field-commands.ts';
import { hexCommands } from './hex-commands.ts';
import { legendCommands } from './legend-commands.ts';
import { mapCommands } from './map-commands.ts';
import { messageCommands } from './message-commands.ts';
import { panelCommands } from './panel-commands.ts';
import { recentCommands } from './recent-commands.ts';
import type { Command } from './registry.ts';
import { reportCommands } from './report-commands.ts';
import { searchCommands } from './search-commands.ts';
import { sortCommands } from './sort-commands.ts';
import { treeCommands } from './tree-commands.ts';
import { windowCommands } from './window-commands.ts';

/** Everything the window can do: what menus, palette, buttons and keys draw on. */
export const allCommands = (workspace: Workspace): readonly Command[] => [
  ...appCommands(workspace),
  ...recentCommands(workspace),
  ...windowCommands(workspace),
  ...treeCommands(workspace),
  ...sortCommands(workspace),
  ...columnCommands(workspace),
  ...mapCommands(workspace),
  ...fieldCommands(workspace),
  ...hexCommands(workspace),
  ...searchCommands(workspace),
  ...bookmarkCommands(workspace),
  ...legendCommands(workspace),
  ...panelCommands(workspace),
  ...diffCommands(workspace),
  ...reportCommands(workspace),
  ...cacheCommands(workspace),
  ...messageCommands(workspace),
  ...helpCommands(workspace),
];
