import { CommanderError } from 'commander';
import { problemOf, TaskshapeError } from '../../shared/errors.ts';
import { buildProgram } from './program.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts';
import { reportProblem } from './report-problem.ts';

/** Runs the command line and sets the exit code. `argv` as in `process.argv`. */
export async function main(argv: readonly string[]): Promise<void> {
  process.once('SIGINT', () => {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    process.exit(EXIT.interrupted);
  });
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader (head, less) has seen enough.
      if (error.code === 'EPIPE') process.exit(EXIT.found);
      throw error;
    });
  }
  process.exitCode = await run(argv);
}

async function run(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.found;
  try {
    const program = await buildProgram(argv, (done) => {
      code = done;
    });
    await program.parseAsync(argv);
    return code;
  } catch (thrown) {
    // Commander has already said what is wrong, or printed the help that was asked for.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.found : EXIT.usage;
    reportProblem(problemOf(thrown));
    if (thrown instanceof TaskshapeError) return exitCodeOf(thrown.problem.code);
    if (argv.includes('--debug') && thrown instanceof Error) process.stderr.write(`${thrown.stack ?? ''}\n`);
    return EXIT.bug;
  }
}
