import type { Score } from '../test/support/damage/score.ts';
import type { WoundKind } from '../test/support/damage/wound-pages.ts';

/** The columns: what stands in the place of what is lost. */
const COLUMNS: readonly (readonly [WoundKind, string])[] = [
  ['zero', 'zeros'],
  ['random', 'noise'],
  ['missing', 'not in the dump'],
];

/** Counts of one cell, over all seeds. */
interface Cell {
  found: number;
  whole: number;
  strangers: number;
  wrong: number;
  shown: number;
  unknown: number;
}

const text = ({ found, whole, strangers, wrong, shown, unknown }: Cell): string =>
  `${found}/${whole} · ${strangers} · ${wrong}/${shown} · ${unknown}`;

/** What was still found in wounded dumps: one table a dump, one row a loss, one column for what stands in its place. */
export class DamageTable {
  readonly #dumps = new Map<string, Map<string, Map<WoundKind, Cell>>>();

  /** Adds one trial to its cell. */
  add(dump: string, loss: string, kind: WoundKind, score: Score): void {
    const rows = this.#dumps.get(dump) ?? new Map<string, Map<WoundKind, Cell>>();
    this.#dumps.set(dump, rows);
    const cells = rows.get(loss) ?? new Map<WoundKind, Cell>();
    rows.set(loss, cells);
    const cell = cells.get(kind) ?? { found: 0, whole: 0, strangers: 0, wrong: 0, shown: 0, unknown: 0 };
    cells.set(kind, cell);
    cell.found += score.whole - score.missed.length;
    cell.whole += score.whole;
    cell.strangers += score.false.length;
    cell.wrong += score.wrong.length;
    cell.shown += score.shown;
    cell.unknown += score.unknown;
  }

  /** All tables, as Markdown. `seeds`: how often chance chose. */
  markdown(seeds: number): string {
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    const tables = [...this.#dumps].flatMap(([dump, rows]) => [
      '',
      `### ${dump}`,
      '',
      line(['lost', ...COLUMNS.map(([, title]) => title)]),
      line(['---', ...COLUMNS.map(() => '---')]),
      ...[...rows].map(([loss, cells]) => {
        const values = COLUMNS.map(([kind]) => cells.get(kind));
        return line([loss, ...values.map((cell) => (cell === undefined ? '' : text(cell)))]);
      }),
    ]);
    const often = seeds === 1 ? 'once' : `${seeds} times, and the counts are sums`;
    return [`Chance chose the pages ${often}.`, ...tables].join('\n');
  }
}
