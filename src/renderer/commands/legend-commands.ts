import { FAMILIES } from '../fields/field-groups.ts';
import { NOTHING_MUTED, SHOWN_CONTENTS, toggleKey, type LegendKey } from '../hex/legend.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './registry.ts';

const KEYS = [...FAMILIES, ...SHOWN_CONTENTS] as const;

/** The colours of the bytes, one by one and all together, as a click on the legend switches them. */
export const legendCommands = (workspace: Workspace): readonly Command[] => {
  const muted = (): ReadonlySet<LegendKey> => workspace.store.getState().muted;
  return [
    ...KEYS.map((key): Command => ({
      id: `legend.${key}`,
      isOn: () => !muted().has(key),
      run: () => {
        workspace.set({ muted: toggleKey(muted(), key, false, KEYS) });
      },
    })),
    {
      id: 'legend.all',
      isEnabled: () => muted().size > 0,
      run: () => {
        workspace.set({ muted: NOTHING_MUTED });
      },
    },
    {
      id: 'legend.none',
      isEnabled: () => !KEYS.every((key) => muted().has(key)),
      run: () => {
        workspace.set({ muted: new Set(KEYS) });
      },
    },
  ];
};
