#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { failure, problemOf } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { english } from '../../shared/i18n/english.ts';
import { rendererFolder } from '../api/resources.ts';
import { version } from '../api/version.ts';
import { openSamplePath, SAMPLE_NAME } from '../engine/file/sample.ts';
import { Roots } from './roots.ts';
import { startServer } from './server.ts';

/** Exit codes as the command line has them: 2 usage, 3 unreadable file. */
const EXIT_UNREADABLE = 3;

interface Options {
  readonly port: number;
  readonly root: readonly string[];
  readonly spool?: string;
  readonly sample?: true;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

async function serve(dumps: readonly string[], options: Options): Promise<void> {
  if (!existsSync(join(rendererFolder, 'index.html'))) {
    throw failure('file-not-found', say('failure.notBuilt'), {
      file: rendererFolder,
      remedy: say('remedy.build'),
    });
  }
  const given = dumps.map((dump) => resolve(dump));
  const sample = options.sample === true ? [{ path: await openSamplePath(), displayPath: SAMPLE_NAME }] : [];
  const folders = options.root.length > 0 ? options.root : [homedir(), process.cwd()];
  const roots = await Roots.of([...folders, ...new Set(given.map((dump) => dirname(dump)))]);
  const server = await startServer({
    port: options.port,
    roots,
    dumps: [...given.map((path) => ({ path })), ...sample],
    ...(options.spool === undefined ? {} : { spool: resolve(options.spool) }),
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130); // Asked twice: the user will not wait.
    stopping = true;
    void server.close().finally(() => {
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.stdout.write(`Taskshape is ready at ${server.url}\n`);
}

const command = new Command('taskshape-serve')
  .description('Serves Taskshape to a browser on this machine. Ctrl-C ends it.')
  .version(version)
  .argument('[DUMP...]', 'dumps to open at once')
  .option('--port <number>', 'port on 127.0.0.1 (default: any free one)', portNumber, 0)
  .option(
    '--root <folder>',
    'a folder whose files may be opened; may be given again (default: your home and the current folder)',
    (folder: string, before: readonly string[]) => [...before, folder],
    [],
  )
  .option('--spool <folder>', 'where dropped files are kept while they are open')
  .option('--sample', 'open the sample dump')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (dumps: readonly string[], options: Options) => {
    try {
      await serve(dumps, options);
    } catch (thrown) {
      const { message, file, remedy } = problemOf(thrown);
      process.stderr.write(
        [file, english(message), remedy && english(remedy)].filter((part) => part !== undefined).join(': ') +
          '\n',
      );
      process.exit(EXIT_UNREADABLE);
    }
  });

await command.parseAsync();
