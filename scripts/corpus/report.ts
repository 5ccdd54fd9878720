import { availableParallelism, loadavg } from 'node:os';
import { bytesText } from '../../src/main/cli/format.ts';
import { textTable, type Column } from '../../src/main/cli/text-table.ts';
import type { Comparison } from './compare.ts';

const COLUMNS: readonly Column[] = [
  { title: 'dump' },
  { title: 'format' },
  { title: 'machine' },
  { title: 'found', right: true },
  { title: 'of', right: true },
  { title: 'seconds', right: true },
  { title: 'touched', right: true },
  { title: 'wrong fields' },
];

const row = (result: Comparison): string[] => [
  result.dump,
  result.format,
  result.machine,
  String(result.found),
  String(result.of),
  result.seconds.toFixed(2),
  bytesText(result.touched),
  result.wrong === '' ? 'none' : result.wrong,
];

const countRight = (results: readonly Comparison[]): string =>
  `${String(results.filter(({ wrong }) => wrong === '').length)} of ${String(results.length)} dumps right`;

/** The table for a terminal, with one line over all of it. */
export const textReport = (results: readonly Comparison[]): string =>
  `${textTable(COLUMNS, results.map(row))}${countRight(results)}\n`;

/** What no dump could be made of, and why: an empty cell of the matrix. */
export type NotMade = ReadonlyMap<string, string>;

/** The table for the documentation: measured where and under which load, and what is not in it. */
export function markdownReport(results: readonly Comparison[], notMade: NotMade): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  const busy =
    load > cores / 2
      ? `Other work ran beside it (load ${load.toFixed(0)} on ${String(cores)} cores): the seconds are longer than they need be.`
      : `On ${String(cores)} cores.`;
  return [
    `${countRight(results)}. ${busy}`,
    '',
    line(COLUMNS.map(({ title }) => title)),
    line(COLUMNS.map(({ right }) => (right === true ? '---:' : '---'))),
    ...results.map((result) => line(row(result))),
    '',
    ...(notMade.size === 0 ? [] : ['Not made:', '']),
    ...[...notMade].map(([name, reason]) => `- \`${name}\`: ${reason.replaceAll('\n', ' ')}`),
  ].join('\n');
}

/** One line an architecture for the README: its kernels, dumps, and how many of them were right. */
export function summaryReport(results: readonly Comparison[]): string {
  const architectures = new Map<string, Comparison[]>();
  for (const result of results) {
    const [architecture = '?'] = result.machine.split(' ');
    architectures.set(architecture, [...(architectures.get(architecture) ?? []), result]);
  }
  const kernelsOf = (group: readonly Comparison[]): string =>
    [...new Set(group.map(({ machine }) => /\d+\.\d+/.exec(machine.split(' ')[1] ?? '')?.[0] ?? '?'))]
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .join(', ');
  return [
    '| architecture | kernels | dumps | right |',
    '| --- | --- | ---: | ---: |',
    ...[...architectures]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([architecture, group]) => {
        const right = group.filter(({ wrong }) => wrong === '').length;
        return `| ${architecture} | ${kernelsOf(group)} | ${String(group.length)} | ${String(right)} |`;
      }),
  ].join('\n');
}
