import { isHidden, type TaskTable } from '../../shared/task-table.ts';

/** A filter ready to run: one test per word, all of which must hold. */
export type Query = readonly Term[];
type Term = (table: TaskTable, row: number, name: string) => boolean;

const isNumber = /^\d+$/;

const column =
  (pick: (table: TaskTable) => Float64Array) =>
  (value: string): Term | undefined => {
    if (!isNumber.test(value)) return undefined;
    const wanted = Number(value);
    return (table, row) => pick(table)[row] === wanted;
  };

/** Words of the form `key:value`. A word whose key is not here, or whose value makes no sense, is plain text. */
const KEYS: Readonly<Record<string, (value: string) => Term | undefined>> = {
  pid: column((table) => table.pid),
  tgid: column((table) => table.tgid),
  ppid: column((table) => table.ppid),
  uid: column((table) => table.uid),
  gid: column((table) => table.gid),
  state: (value) =>
    value.length === 1
      ? (table, row) => String.fromCharCode(table.stateLetter[row] ?? 0).toLowerCase() === value
      : undefined,
  hidden: (value) =>
    value === 'yes' || value === 'no'
      ? (table, row) => isHidden(table, row) === (value === 'yes')
      : undefined,
};

/** Text is looked for in the name; digits also at the start of the pid. */
function plainTerm(word: string): Term {
  if (!isNumber.test(word)) return (_table, _row, name) => name.includes(word);
  return (table, row, name) => name.includes(word) || String(table.pid[row]).startsWith(word);
}

/** Reads what was typed into the filter. Undefined when nothing was. */
export function parseQuery(text: string): Query | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return words.map((word) => {
    const colon = word.indexOf(':');
    const keyed = colon > 0 ? KEYS[word.slice(0, colon)]?.(word.slice(colon + 1)) : undefined;
    return keyed ?? plainTerm(word);
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
