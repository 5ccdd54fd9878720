import { say } from '../../../shared/i18n/sentence.ts';
import { judge } from './choice.ts';
import { Contest } from './contest.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/** Pointers at the start of struct nsproxy, behind its count. */
const NSPROXY_WORDS = 12;
/** The names stand this near the start of struct uts_namespace: behind a reference count at most. */
const MAX_HEADER = 64;

/**
 * nsproxy: the pointer through which most tasks reach a text that is a `struct new_utsname`. `texts` are the places
 * where such texts were found. Answers which of them the kernel itself uses: stray copies are named by nobody.
 */
export function findNsproxy(
  search: Pick<Search, 'builder' | 'space'>,
  tasks: Population,
  texts: readonly number[],
): number | undefined {
  const { builder } = search;
  const { columns } = tasks.learned;
  const contest = new Contest();
  for (const offset of columns.offsets()) {
    const targets = columns.targets(offset);
    if (Number.isNaN(targets[0])) continue;
    const reached = reachedText(search, targets[0] ?? NaN, texts);
    if (reached === undefined) {
      contest.lost(offset, { satisfied: 0, tested: 1 }, say('lost.nsproxy.init'));
      continue;
    }
    const all = tasks.targets(offset);
    const cache = new Map<number, boolean>();
    const verdict = judge(tasks.size, (row) => {
      const target = all[row] ?? NaN;
      if (Number.isNaN(target)) return undefined; // the dead have given theirs back
      const known = cache.get(target) ?? reachedText(search, target, texts) !== undefined;
      cache.set(target, known);
      return known;
    });
    if (verdict.tested < tasks.size / 2 || verdict.satisfied < verdict.tested * 0.9) {
      contest.lost(offset, verdict, say('lost.nsproxy.few'), 1);
      continue;
    }
    builder.found('nsproxy', offset, say('relation.nsproxy'), verdict, contest.losers);
    return reached;
  }
  builder.absent('nsproxy', say('absent.nsproxy'), contest.losers);
  return undefined;
}

/** The text that a supposed nsproxy leads to through one of its pointers. */
function reachedText(
  { space }: Pick<Search, 'space'>,
  nsproxy: number,
  texts: readonly number[],
): number | undefined {
  if (!(nsproxy >= 0)) return undefined;
  const pointers = space.gatherWords(Float64Array.of(nsproxy), NSPROXY_WORDS);
  for (const target of space.physicalColumn(pointers)) {
    const text = texts.find((at) => at - target >= 0 && at - target <= MAX_HEADER);
    if (text !== undefined) return text;
  }
  return undefined;
}
