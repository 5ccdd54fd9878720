import { groupOf, GROUPS } from './groups.ts';
import { t } from '../kit/i18n.ts';
import { titleOf, type Command } from './registry.ts';

/** What letters cost that only follow each other, at least: more than any word. */
const SCATTERED = 10;

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
  return SCATTERED + jumps;
}

/** What a match costs that needs the name of the group, or of what it is about: it comes after those of the title. */
const GROUP_COST = 5;

function scoreOf(command: Command, typed: string): number | undefined {
  const title = titleOf(command);
  const alone = matchScore(title, typed);
  // Letters scattered over a title say less than words of its group.
  if (alone !== undefined && alone < GROUP_COST) return alone;
  const group = t(`group.${groupOf(command.id)}`);
  const inGroup = matchScore(`${group} ${title} ${command.about?.() ?? ''}`, typed);
  const found = [alone, inGroup === undefined ? undefined : inGroup + GROUP_COST];
  const scores = [...found, matchScore(command.id, typed)].filter((score) => score !== undefined);
  return scores.length === 0 ? undefined : Math.min(...scores);
}

/**
 * The commands a palette offers for what was typed: the enabled ones first, then by how well they match. While nothing
 * is typed, those of `recent` (ids, the last one first) stand at the top. A command about something that is not there,
 * the fifth kernel of two, is left out.
 */
export function findCommands(
  commands: readonly Command[],
  typed: string,
  recent: readonly string[] = [],
): readonly Command[] {
  const recency = ({ id }: Command): number => {
    const at = typed.trim() === '' ? recent.indexOf(id) : -1;
    return at < 0 ? 0 : at - recent.length;
  };
  const found = commands.flatMap((command) => {
    const isThere = command.about === undefined || command.about() !== undefined;
    const score = isThere ? scoreOf(command, typed) : undefined;
    return score === undefined
      ? []
      : [{ command, score: score + recency(command), off: command.isEnabled?.() === false ? 1 : 0 }];
  });
  // Who typed a word does not mean letters that are strewn over others.
  const hasWords = found.some(({ score }) => score < SCATTERED);
  const meant = hasWords ? found.filter(({ score }) => score < SCATTERED) : found;
  // What matches alike stands as in the help.
  const order = new Map(
    commands.map((command, at) => [command, GROUPS.indexOf(groupOf(command.id)) * 1000 + at]),
  );
  const inHelp = (command: Command): number => order.get(command) ?? 0;
  meant.sort((a, b) => a.off - b.off || a.score - b.score || inHelp(a.command) - inHelp(b.command));
  return meant.map(({ command }) => command);
}
