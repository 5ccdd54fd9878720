import { Command } from 'commander';
import type { AnalysisSwitches, DumpArgument } from './analyse-dump.ts';
import type { CommandView } from './command-view.ts';
import { evidenceView } from './evidence.ts';
import type { ExitCode } from './exit-code.ts';
import { hexRangeView } from './hex-range.ts';
import { hexTaskView } from './hex-task.ts';
import { infoView } from './info.ts';
import { openOnly } from './open-only.ts';
import {
  withCacheOptions,
  withCommonOptions,
  withDiffOptions,
  withHexOptions,
  withPsOptions,
  withRowOptions,
  type CacheOptions,
  type CommonOptions,
  type DiffOptions,
  type OutputOptions,
  type HexOptions,
  type PsOptions,
  type RowOptions,
} from './options.ts';
import { psView } from './ps.ts';
import { runDumps, type OutputFormat, type Prepare } from './run-dumps.ts';
import type { RowSwitches } from './task-rows.ts';
import { treeView } from './tree.ts';

/** All commands. `finish` hears how the process shall end. */
export async function buildProgram(
  argv: readonly string[],
  finish: (code: ExitCode) => void,
): Promise<Command> {
  const program = new Command('taskshape')
    .description('Shows the processes in a Linux memory dump. Needs no symbols, no profile and no network.')
    .showHelpAfterError('(taskshape --help tells more)')
    .exitOverride();
  const asked = argv.some((word) => word === '-V' || word === '--version');
  program.version(asked ? (await import('../api/version.ts')).version : '');

  const command = (name: string, about: string): Command =>
    program.command(name).description(about).argument('[DUMP...]', 'memory dumps, raw or ELF');

  withPsOptions(command('ps', 'list the processes')).action(
    async (paths: string[], options: PsOptions, self: Command) => {
      const switches = { ...rowSwitches(options), crossView: options.crossView === true };
      finish(await show(self, paths, options, psView(switches)));
    },
  );
  withRowOptions(command('tree', 'show who started whom')).action(
    async (paths: string[], options: RowOptions, self: Command) => {
      finish(await show(self, paths, options, treeView(rowSwitches(options))));
    },
  );
  withCommonOptions(command('info', 'describe dump, machine and recovered layout, with the evidence')).action(
    async (paths: string[], options: CommonOptions, self: Command) => {
      finish(await show(self, paths, options, infoView));
    },
  );
  withCommonOptions(
    command('evidence', 'show what else was considered as init_task and for each field, and why it lost'),
  ).action(async (paths: string[], options: CommonOptions, self: Command) => {
    finish(await show(self, paths, options, evidenceView));
  });
  withHexOptions(command('hex', 'show a task_struct, or any bytes, in hex')).action(
    async (paths: string[], options: HexOptions, self: Command) => {
      finish(await showHex(self, paths, options));
    },
  );
  withDiffOptions(
    program
      .command('diff')
      .description('show which tasks appeared, vanished and changed between two dumps of one machine')
      .argument('<BEFORE>', 'the earlier dump')
      .argument('<AFTER>', 'the later dump'),
  ).action(async (before: string, after: string, options: DiffOptions) => {
    const { runDiff } = await import('./diff.ts');
    const dumps = [before, after].map((path) => ({ path, displayPath: path }));
    const [first, second] = dumps;
    if (first === undefined || second === undefined) return;
    const switches = { ...analysisSwitches(options), threads: options.threads === true };
    finish(await runDiff([first, second], formatOf(options), switches));
  });
  withCacheOptions(program.command('cache').description('show or delete what is kept to save time')).action(
    async (options: CacheOptions) => {
      const { showCache } = await import('./cache.ts');
      process.stdout.write(showCache({ clear: options.clear === true, json: options.json === true }));
    },
  );
  return program;
}

async function showHex(self: Command, paths: readonly string[], options: HexOptions): Promise<ExitCode> {
  const { task, address, space, length } = options;
  if (task !== undefined) {
    return show(self, paths, options, hexTaskView(task));
  }
  if (address === undefined) return self.error('error: name a task with --task, or an --address');
  const view = hexRangeView({ space, address, length });
  return show(self, paths, options, view, space === 'virtual' ? undefined : openOnly);
}

async function show(
  self: Command,
  paths: readonly string[],
  options: CommonOptions,
  view: CommandView,
  prepare?: Prepare,
): Promise<ExitCode> {
  if (paths.length === 0 && options.sample !== true) self.error('error: name a dump, or --sample');
  const dumps: DumpArgument[] = paths.map((path) => ({ path, displayPath: path }));
  if (options.sample === true) {
    const { openSamplePath, SAMPLE_NAME } = await import('../engine/file/sample.ts');
    dumps.push({ path: await openSamplePath(), displayPath: SAMPLE_NAME });
  }
  return runDumps(dumps, view, formatOf(options), analysisSwitches(options), prepare);
}

const formatOf = ({ json, csv }: OutputOptions): OutputFormat =>
  json === true ? 'json' : csv === true ? 'csv' : 'text';

const analysisSwitches = ({ debug, timings, cache, kernel }: OutputOptions): AnalysisSwitches => ({
  debug: debug === true,
  timings: timings === true,
  cache,
  kernel,
});

const rowSwitches = (options: RowOptions): RowSwitches => ({
  idle: options.idle === true,
  threads: options.threads === true,
});
