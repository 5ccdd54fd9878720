import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Space } from '../../shared/api.ts';

/** What one read may ask for. */
const MAX_LENGTH = 1024 * 1024;

/** How a command that analyses dumps works and answers. */
export interface OutputOptions {
  readonly json?: true;
  readonly csv?: true;
  readonly debug?: true;
  readonly timings?: true;
  /** Which of the dump's kernels, counted from 1 as `info` lists them. */
  readonly kernel?: number;
  readonly cache: boolean;
}

/** What every command about any number of dumps takes. */
export interface CommonOptions extends OutputOptions {
  readonly sample?: true;
}

export interface DiffOptions extends OutputOptions {
  readonly threads?: true;
}

export interface RowOptions extends CommonOptions {
  readonly idle?: true;
  readonly threads?: true;
}

export interface PsOptions extends RowOptions {
  readonly crossView?: true;
}

export interface HexOptions extends CommonOptions {
  readonly task?: number;
  readonly address?: bigint;
  readonly space: Space;
  readonly length: number;
}

export const withCommonOptions = (command: Command): Command =>
  withOutputOptions(command.option('--sample', 'the dump that comes with Taskshape'));

export const withDiffOptions = (command: Command): Command =>
  withOutputOptions(command).option('--threads', 'compare every thread');

const withOutputOptions = (command: Command): Command =>
  command
    .addOption(new Option('--json', 'print JSON').conflicts('csv'))
    .option('--csv', 'print CSV')
    .addOption(
      new Option(
        '--kernel <number>',
        'show this of the kernels that info lists, where a dump holds several',
      ).argParser(pidOf),
    )
    .option('--no-cache', 'analyse anew, and keep no result')
    .option('--debug', 'tell every step of the search on stderr')
    .addOption(new Option('--timings', 'tell on stderr what took how long').hideHelp());

export const withRowOptions = (command: Command): Command =>
  withCommonOptions(command)
    .option('--threads', 'list every thread')
    .option('--idle', 'list the idle tasks (swapper) too');

export interface CacheOptions {
  readonly clear?: true;
  readonly json?: true;
}

export const withCacheOptions = (command: Command): Command =>
  command.option('--clear', 'delete all of it').option('--json', 'print JSON');

export const withPsOptions = (command: Command): Command =>
  withRowOptions(command).option(
    '--cross-view',
    'show which structures of the kernel lead to each task, and which should and do not',
  );

export const withHexOptions = (command: Command): Command =>
  withCommonOptions(command)
    .addOption(
      new Option('--task <pid>', 'the task_struct of this process or thread')
        .argParser(pidOf)
        .conflicts('address'),
    )
    .addOption(
      new Option('--address <address>', 'from this address on, e.g. 0xffff888001234000').argParser(addressOf),
    )
    .addOption(
      new Option('--space <space>', 'what the address counts')
        .choices(['virtual', 'physical', 'file'] satisfies Space[])
        .default('virtual'),
    )
    .addOption(new Option('--length <bytes>', 'how many bytes').argParser(lengthOf).default(256));

function wholeNumber(text: string): bigint {
  if (!/^(0x[0-9a-f]{1,16}|[0-9]{1,20})$/i.test(text)) {
    throw new InvalidArgumentError('It must be a whole number, decimal or 0x and hex digits.');
  }
  return BigInt(text);
}

function addressOf(text: string): bigint {
  const value = wholeNumber(text);
  if (value < 1n << 64n) return value;
  throw new InvalidArgumentError('Addresses have 64 bits.');
}

function pidOf(text: string): number {
  const value = wholeNumber(text);
  if (value < 1n << 31n) return Number(value);
  throw new InvalidArgumentError('No process id is that large.');
}

function lengthOf(text: string): number {
  const value = wholeNumber(text);
  if (value > 0n && value <= BigInt(MAX_LENGTH)) return Number(value);
  throw new InvalidArgumentError(`At least 1 and at most ${MAX_LENGTH} bytes.`);
}
