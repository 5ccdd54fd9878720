interface PaneKeys {
  readonly title: string;
  /** Key, and what it does. */
  readonly keys: readonly (readonly [string, string])[];
}

/** Keys that mean something in one pane only; they are no commands of the window. */
export const KEYS_OF_PANES: readonly PaneKeys[] = [
  {
    title: 'Keys in the task tree',
    keys: [
      ['↑ ↓ PgUp PgDn', 'Walk through the rows'],
      ['Home End', 'First and last row'],
      ['→', 'Unfold, then into it'],
      ['←', 'Fold, then to the parent'],
      ['*', 'Unfold all of this level'],
      ['Shift+↑ ↓', 'Select several rows'],
      ['Space', 'Add the row to the selection, or take it out'],
      ['Enter', 'Go to the task’s bytes'],
      ['letters', 'Go to the next name or pid that starts so'],
    ],
  },
  {
    title: 'Keys in the hex view',
    keys: [
      ['← → ↑ ↓', 'Move the cursor'],
      ['Shift+arrows', 'Select bytes'],
      ['PgUp PgDn', 'One page up or down'],
      ['Home End', 'Start and end of the dump'],
      ['Enter', 'Follow the pointer under the cursor'],
    ],
  },
];
