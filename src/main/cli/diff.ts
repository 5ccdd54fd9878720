import { diffTables, type ChangedTask, type TableDiff } from '../../shared/diff-tables.ts';
import { problemOf, TaskshapeError } from '../../shared/errors.ts';
import type { TaskTable } from '../../shared/task-table.ts';
import type { AnalysedDump } from './analysed-dump.ts';
import { analyseDump, type AnalysisSwitches, type DumpArgument } from './analyse-dump.ts';
import { commOf } from './comm.ts';
import { csvText, type Cell } from './csv-text.ts';
import { dumpJson } from './dump-json.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts';
import { numberText } from './format.ts';
import { jsonText } from './json-text.ts';
import { reportProblem } from './report-problem.ts';
import type { OutputFormat } from './run-dumps.ts';
import { safeString } from './safe-string.ts';
import { taskJson } from './task-json.ts';
import { taskName } from './task-name.ts';
import { tableOf } from './task-rows.ts';

interface Compared {
  readonly before: AnalysedDump;
  readonly after: AnalysedDump;
  readonly diff: TableDiff;
}

/** `taskshape diff`: what appeared, vanished and changed from one dump of a machine to a later one. */
export async function runDiff(
  dumps: readonly [DumpArgument, DumpArgument],
  format: OutputFormat,
  switches: AnalysisSwitches & { readonly threads: boolean },
): Promise<ExitCode> {
  const analysed: AnalysedDump[] = [];
  try {
    for (const dump of dumps) {
      const next = await analyseDump(dump, switches);
      analysed.push(next);
      if (next.problem !== undefined && next.snapshot.table === undefined) {
        reportProblem(next.problem);
        return exitCodeOf(next.problem.code);
      }
    }
    const [before, after] = analysed;
    if (before === undefined || after === undefined) return EXIT.usage;
    const diff = diffTables(tableOf(before), tableOf(after), { threads: switches.threads });
    process.stdout.write(await written({ before, after, diff }, format));
    return EXIT.found;
  } catch (thrown) {
    if (!(thrown instanceof TaskshapeError)) throw thrown;
    reportProblem(problemOf(thrown));
    return exitCodeOf(thrown.problem.code);
  } finally {
    for (const { session } of analysed) {
      await session.keep();
      session.close();
    }
  }
}

async function written(compared: Compared, format: OutputFormat): Promise<string> {
  switch (format) {
    case 'text':
      return textOf(compared);
    case 'json':
      return `${jsonText(jsonOf(compared))}\n`;
    case 'csv':
      return csvText(['change', 'pid', 'comm', 'field', 'before', 'after'], csvRows(compared));
  }
}

function textOf({ before, after, diff }: Compared): string {
  const then = tableOf(before);
  const now = tableOf(after);
  const task = (table: TaskTable, row: number): string =>
    `${numberText(table.pid[row]).padStart(7)}  ${taskName(table, row)}`;
  const detail = (table: TaskTable, row: number): string =>
    ` (ppid ${numberText(table.ppid[row])}, uid ${numberText(table.uid[row])})`;
  const changes = (one: ChangedTask): string =>
    one.changes
      .map(({ field, before: from, after: to }) => `${field} ${safeString(from)} → ${safeString(to)}`)
      .join(', ');
  const group = (title: string, lines: readonly string[]): string =>
    `${title}: ${String(lines.length)}\n${lines.map((line) => `${line}\n`).join('')}`;
  return [
    group(
      'Appeared',
      diff.appeared.map((row) => `+ ${task(now, row)}${detail(now, row)}`),
    ),
    group(
      'Vanished',
      diff.vanished.map((row) => `- ${task(then, row)}${detail(then, row)}`),
    ),
    group(
      'Changed',
      diff.changed.map((one) => `~ ${task(now, one.after)}: ${changes(one)}`),
    ),
    `Unchanged: ${String(diff.same)}\n`,
  ].join('\n');
}

const jsonOf = ({ before, after, diff }: Compared): Record<string, unknown> => ({
  before: dumpJson(before),
  after: dumpJson(after),
  appeared: diff.appeared.map((row) => taskJson(tableOf(after), row)),
  vanished: diff.vanished.map((row) => taskJson(tableOf(before), row)),
  changed: diff.changed.map((one) => ({
    before: taskJson(tableOf(before), one.before),
    after: taskJson(tableOf(after), one.after),
    changes: one.changes,
  })),
  unchanged: diff.same,
});

function csvRows({ before, after, diff }: Compared): readonly (readonly Cell[])[] {
  const row = (change: string, table: TaskTable, at: number): Cell[] => [
    change,
    numberText(table.pid[at]),
    commOf(table, at),
  ];
  return [
    ...diff.appeared.map((at) => [...row('appeared', tableOf(after), at), '', '', '']),
    ...diff.vanished.map((at) => [...row('vanished', tableOf(before), at), '', '', '']),
    ...diff.changed.flatMap((one) =>
      one.changes.map(({ field, before: from, after: to }) => [
        ...row('changed', tableOf(after), one.after),
        field,
        from,
        to,
      ]),
    ),
  ];
}
