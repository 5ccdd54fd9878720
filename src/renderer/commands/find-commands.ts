import { groupOf } from './groups.ts';
import { locale, t } from '../kit/i18n.ts';
import { titleOf, type Command } from './registry.ts';

/**
 * How well a title matches what was typed, lower is better; undefined when it does not. Words found whole come before
 * letters that merely follow each other (`ca` finds “Collapse all”).
 */
export function matchScore(title: string, typed: string): number | undefined {
  const text = title.toLowerCase();
  const wanted = typed.toLowerCase().trim();
  if (wanted === '') return 0;
  const words = wanted.split(/\s+/);
  if (words.every((word) => text.includes(word)))
    return words.reduce((sum, word) => sum + text.indexOf(word), 0) / 100;
  let from = 0;
  let jumps = 0;
  for (const letter of wanted.replace(/\s/g, '')) {
    const at = text.indexOf(letter, from);
    if (at < 0) return undefined;
    if (at !== from) jumps++;
    from = at + 1;
  }
  return 10 + jumps;
}

/** The commands a palette offers for what was typed: the enabled ones first, then by how well they match. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const found = commands.flatMap((command) => {
    const score =
      matchScore(titleOf(command), typed) ??
      matchScore(`${t(`group.${groupOf(command.id)}`)} ${titleOf(command)}`, typed) ??
      matchScore(command.id, typed);
    return score === undefined ? [] : [{ command, score, off: command.isEnabled?.() === false ? 1 : 0 }];
  });
  found.sort(
    (a, b) =>
      a.off - b.off || a.score - b.score || titleOf(a.command).localeCompare(titleOf(b.command), locale()),
  );
  return found.map(({ command }) => command);
}
