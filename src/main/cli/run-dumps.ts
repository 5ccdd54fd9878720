import type { Problem } from '../../shared/errors.ts';
import { problemOf, TaskshapeError } from '../../shared/errors.ts';
import { english } from '../../shared/i18n/english.ts';
import type { AnalysedDump } from './analysed-dump.ts';
import { analyseDump, type AnalysisSwitches, type DumpArgument } from './analyse-dump.ts';
import type { CommandView } from './command-view.ts';
import { csvText, type Cell } from './csv-text.ts';
import { dumpJson } from './dump-json.ts';
import { EXIT, exitCodeOf, worse, type ExitCode } from './exit-code.ts';
import { jsonText } from './json-text.ts';
import { reportProblem } from './report-problem.ts';
import { safeString } from './safe-string.ts';
import { styleFor } from './style.ts';

export type OutputFormat = 'text' | 'json' | 'csv';

/** Gets one dump ready to be shown: the whole analysis, or as much as the command needs. */
export type Prepare = (dump: DumpArgument, switches: AnalysisSwitches) => Promise<AnalysedDump>;

/** Analyses and shows dump after dump; one that fails does not keep the others from being shown. */
export async function runDumps(
  dumps: readonly DumpArgument[],
  view: CommandView,
  format: OutputFormat,
  switches: AnalysisSwitches,
  prepare: Prepare = analyseDump,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.found;
  const fail = (problem: Problem): void => {
    reportProblem(problem);
    code = worse(code, exitCodeOf(problem.code));
  };
  const objects: unknown[] = [];
  const rows: Cell[][] = [];
  for (const dump of dumps) {
    const analysed = await prepare(dump, switches);
    try {
      for (const notice of analysed.snapshot.info?.notices ?? []) note(dump, english(notice));
      if (analysed.problem !== undefined) fail(analysed.problem);
      if (
        analysed.problem !== undefined &&
        analysed.snapshot.table === undefined &&
        view.showsFailures !== true
      ) {
        if (format === 'json') objects.push({ dump: dumpJson(analysed), shape: null, tasks: [] });
        continue;
      }
      if (format === 'json') objects.push(view.json(analysed));
      else if (format === 'csv') {
        rows.push(...view.csvRows(analysed).map((row) => [dump.displayPath, ...row]));
      } else {
        const text = view.text(analysed);
        process.stdout.write(dumps.length > 1 ? `${heading(dump, objects.push(text) > 1)}${text}` : text);
      }
    } catch (thrown) {
      if (!(thrown instanceof TaskshapeError)) throw thrown;
      fail({ file: dump.displayPath, ...problemOf(thrown) });
    } finally {
      // Once its reader has been served.
      await analysed.session.keep();
      analysed.session.close();
    }
  }
  if (format === 'json' && objects.length > 0) {
    process.stdout.write(`${dumps.length > 1 ? list(objects) : jsonText(objects[0])}\n`);
  }
  if (format === 'csv') process.stdout.write(await csvText(['dump', ...view.csvHeader], rows));
  return code;
}

const list = (objects: readonly unknown[]): string =>
  `[\n${objects.map((object) => `  ${jsonText(object, '  ')}`).join(',\n')}\n]`;

/** As head and tail label their files. */
const heading = (dump: DumpArgument, later: boolean): string =>
  `${later ? '\n' : ''}${styleFor(process.stdout, 'bold')(`==> ${safeString(dump.displayPath)} <==`)}\n`;

const note = (dump: DumpArgument, notice: string): void => {
  const mark = styleFor(process.stderr, 'yellow')('taskshape:');
  process.stderr.write(`${mark} ${safeString(dump.displayPath)}: note: ${safeString(notice)}\n`);
};
