import { forget, recallNumber, rememberNumber } from '../kit/preferences.ts';
import type { Divider } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Percent of the first pane where nobody has moved the divider. */
export const FIRST_SHARES: Readonly<Record<Divider, number>> = { tree: 42, fields: 44, tried: 44, bytes: 42 };
// The keys of a constant.
const DIVIDERS = Object.keys(FIRST_SHARES) as readonly Divider[];

const keyOf = (divider: Divider): string => `split.${divider}`;

/** Brings back where the dividers stood when the window closed. */
export function recallShares(workspace: Workspace): void {
  workspace.set({
    shares: Object.fromEntries(
      DIVIDERS.map((divider) => [divider, recallNumber(keyOf(divider), FIRST_SHARES[divider])]),
    ),
  });
}

/** Moves a divider; without a place, back to where it stood at first. */
export function moveDivider(workspace: Workspace, divider: Divider, percent: number | undefined): void {
  const { shares } = workspace.store.getState();
  workspace.set({ shares: { ...shares, [divider]: percent } });
  if (percent === undefined) forget(keyOf(divider));
  else rememberNumber(keyOf(divider), percent);
}

export const resetShares = (workspace: Workspace): void => {
  for (const divider of DIVIDERS) moveDivider(workspace, divider, undefined);
};
