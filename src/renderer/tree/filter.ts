import type { PlainKey } from '../../shared/i18n/catalogue.ts';
import { verdictOf, WAYS, type WayVerdict } from '../../shared/cross-view.ts';
import { isDisputed, isHidden, type TaskTable, UNKNOWN_TIME } from '../../shared/task-table.ts';
import { namespacePids } from './columns.ts';

/** A filter ready to run: one test per word, all of which must hold. */
export type Query = readonly Term[];
type Term = (table: TaskTable, row: number, name: string) => boolean;
type Reader = (value: string) => Term | undefined;

const isNumber = /^\d+$/;
const COMPARISON = /^(>=|<=|>|<)?(\d+(?:\.\d+)?)$/;

/** `5`, `>5`, `>=5`, `<5`, `<=5`; undefined when it is none of these. */
function comparison(value: string): ((actual: number) => boolean) | undefined {
  const [, sign, digits] = COMPARISON.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const wanted = Number(digits);
  switch (sign) {
    case '>':
      return (actual) => actual > wanted;
    case '>=':
      return (actual) => actual >= wanted;
    case '<':
      return (actual) => actual < wanted;
    case '<=':
      return (actual) => actual <= wanted;
    case undefined:
    default:
      return (actual) => actual === wanted;
  }
}

const number =
  (pick: (table: TaskTable, row: number) => number): Reader =>
  (value) => {
    const holds = comparison(value);
    return holds === undefined ? undefined : (table, row) => holds(pick(table, row));
  };

const yesOrNo =
  (test: (table: TaskTable, row: number) => boolean): Reader =>
  (value) => {
    if (value !== 'yes' && value !== 'no') return undefined;
    const wanted = value === 'yes';
    return (table, row) => test(table, row) === wanted;
  };

/**
 * A pattern with `*` for any characters and `?` for one, as a test of the whole text. Written as a walk with one
 * place to return to, so that no pattern takes more than length times length, which a regular expression might.
 */
export function wildcard(pattern: string): (text: string) => boolean {
  return (text) => {
    let at = 0;
    let from = 0;
    let star = -1;
    let resume = 0;
    while (from < text.length) {
      if (pattern[at] === '*') {
        star = at++;
        resume = from;
      } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[from])) {
        at++;
        from++;
      } else if (star >= 0) {
        at = star + 1;
        from = ++resume;
      } else return false;
    }
    while (pattern[at] === '*') at++;
    return at === pattern.length;
  };
}

const hasWildcard = (text: string): boolean => text.includes('*') || text.includes('?');

/** `comm:ssh` looks for the whole name, `comm:ssh*` for its beginning. */
const nameReader: Reader = (value) => {
  if (value === '') return undefined;
  const holds = wildcard(value);
  return (_table, _row, name) => holds(name);
};

/** `in:pid` finds what the table of pids leads to, `not-in:list` what the list should name and does not. */
function wayReader(verdict: WayVerdict): Reader {
  return (value) => {
    const way = WAYS.find(({ id }) => id === value);
    return way && ((table, row) => verdictOf(table, row, way) === verdict);
  };
}

/** Words of the form `key:value`. A word whose key is not here, or whose value makes no sense, is plain text. */
const KEYS: Readonly<Record<string, Reader>> = {
  pid: number((table, row) => table.pid[row] ?? NaN),
  tgid: number((table, row) => table.tgid[row] ?? NaN),
  ppid: number((table, row) => table.ppid[row] ?? NaN),
  uid: number((table, row) => table.uid[row] ?? NaN),
  gid: number((table, row) => table.gid[row] ?? NaN),
  threads: number((table, row) => table.threads[row] ?? NaN),
  nspid: (value) => {
    const holds = comparison(value);
    return holds === undefined
      ? undefined
      : (table, row) =>
          namespacePids(table, row)
            .slice(1)
            .some((pid) => holds(pid));
  },
  start: number((table, row) => {
    const time = table.startTime[row] ?? UNKNOWN_TIME;
    return time === UNKNOWN_TIME ? NaN : Number(time) / 1e9;
  }),
  comm: nameReader,
  name: nameReader,
  state: (value) =>
    /^[a-z]+$/.test(value)
      ? (table, row) => value.includes(String.fromCharCode(table.stateLetter[row] ?? 0).toLowerCase())
      : undefined,
  hidden: yesOrNo(isHidden),
  disputed: yesOrNo(isDisputed),
  in: wayReader('yes'),
  'not-in': wayReader('no'),
  kernel: yesOrNo((table, row) => table.kernelThread[row] === 1),
  thread: yesOrNo((table, row) => table.leader[row] !== row),
  ns: yesOrNo((table, row) => namespacePids(table, row).length > 1),
};

/** What the filter understands, for its help: example, and the message about what it finds. */
export const QUERY_HELP: readonly (readonly [string, PlainKey])[] = [
  ['ssh', 'filter.byName'],
  ['comm:ssh*', 'filter.byComm'],
  ['uid:0', 'filter.byNumber'],
  ['uid:>=1000', 'filter.byComparison'],
  ['start:>3.5', 'filter.byStart'],
  ['state:DZ', 'filter.byState'],
  ['hidden:yes', 'filter.byHidden'],
  ['in:tree', 'filter.byWay'],
  ['kernel:no', 'filter.byKernel'],
  ['-uid:0', 'filter.byMinus'],
];

/** Text is looked for in the name; digits also at the start of the pid. */
function plainTerm(word: string): Term {
  if (hasWildcard(word)) {
    const holds = wildcard(word);
    return (_table, _row, name) => holds(name);
  }
  if (!isNumber.test(word)) return (_table, _row, name) => name.includes(word);
  return (table, row, name) => name.includes(word) || String(table.pid[row]).startsWith(word);
}

function readTerm(word: string): Term {
  const colon = word.indexOf(':');
  const key = word.slice(0, Math.max(colon, 0));
  const reader = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  return reader?.(word.slice(colon + 1)) ?? plainTerm(word);
}

/** Reads what was typed into the filter. Undefined when nothing was. */
export function parseQuery(text: string): Query | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return words.map((word) => {
    const negated = word.length > 1 && word.startsWith('-');
    const term = readTerm(negated ? word.slice(1) : word);
    return negated ? (table, row, name) => !term(table, row, name) : term;
  });
}

/** Per row: 1 where all terms hold. `lowerNames` are the tasks' names in lower case. */
export function matchRows(query: Query, table: TaskTable, lowerNames: readonly string[]): Uint8Array {
  const matches = new Uint8Array(table.count);
  for (let row = 0; row < table.count; row++) {
    const name = lowerNames[row] ?? '';
    matches[row] = query.every((term) => term(table, row, name)) ? 1 : 0;
  }
  return matches;
}
