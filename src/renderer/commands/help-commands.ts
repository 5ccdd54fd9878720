import type { CommandId } from '../../shared/i18n/catalogue.ts';
import type { Overlay } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './registry.ts';

/** Ways to find everything else. */
export function helpCommands(workspace: Workspace): readonly Command[] {
  const open = (id: CommandId, shortcuts: readonly string[], overlay: Overlay): Command => ({
    id,
    shortcuts,
    run: () => {
      workspace.set({ overlay });
    },
  });
  return [
    open('help.about', [], 'about'),
    open('view.settings', ['Mod+,'], 'settings'),
    open('help.palette', ['Mod+Shift+P', 'F1'], 'palette'),
    open('help.keys', ['Mod+/', 'Shift+F1'], 'help'),
  ];
}
