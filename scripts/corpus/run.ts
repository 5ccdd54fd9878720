import { spawnSync } from 'node:child_process';

/** Why a dump could not be made: told in one line, and no fault of the analysis. */
export class CannotMake extends Error {}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end and answers its output; one that fails or is missing cannot make the dump. */
export function run(program: string, parameters: readonly string[], options: RunOptions = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw new CannotMake(`${program} cannot be run: ${error.message}`);
  if (status === 0) return stdout;
  const lines = stderr.trim().split('\n');
  const errors = lines.filter((line) => line.startsWith('E: '));
  const last = (errors.length > 0 ? errors : lines).slice(-3).join(' ');
  throw new CannotMake(`${program} ${parameters.slice(-1).join('')} failed: ${last}`);
}
