import type { Overlay } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './registry.ts';

/** Ways to find everything else. */
export function helpCommands(workspace: Workspace): readonly Command[] {
  const open = (id: string, title: string, shortcuts: readonly string[], overlay: Overlay): Command => ({
    id,
    title,
    shortcuts,
    run: () => {
      workspace.set({ overlay });
    },
  });
  return [
    open('help.palette', 'All commands…', ['Mod+Shift+P', 'F1'], 'palette'),
    open('help.keys', 'Commands and keys', ['Mod+/', 'Shift+F1'], 'help'),
  ];
}
