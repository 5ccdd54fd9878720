import { useMemo } from 'react';
import { changeSettings } from '../settings/keep-settings.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { layoutText, parseLayout, type ChosenColumn } from './column-layout.ts';

/** The columns of the tree as the user has them, and how to change them. */
export function useLayout(): readonly [
  layout: readonly ChosenColumn[],
  change: (layout: readonly ChosenColumn[]) => void,
] {
  const workspace = useWorkspace();
  const stored = useApp(({ settings }) => settings.columns);
  const layout = useMemo(() => parseLayout(stored), [stored]);
  return [
    layout,
    (next) => {
      changeSettings(workspace, { columns: layoutText(next) });
    },
  ];
}
