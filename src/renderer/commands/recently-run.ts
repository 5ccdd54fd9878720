import { recallText, rememberText } from '../kit/preferences.ts';

/** Most commands that are remembered. */
const MOST = 6;

/** Ids of the commands that were run from the palette, the last one first. */
export const recentCommandIds = (): readonly string[] =>
  (recallText('commands') ?? '').split(' ').filter(Boolean).slice(0, MOST);

export const rememberCommand = (id: string): void => {
  const others = recentCommandIds().filter((other) => other !== id);
  rememberText('commands', [id, ...others].slice(0, MOST).join(' '));
};
