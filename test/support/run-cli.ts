import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const SOURCE = join(root, 'src', 'main', 'cli', 'index.ts');
const BUILT = join(root, 'out', 'main', 'cli.js');

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** The bundle instead of the source. */
  readonly built?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Sent once the process has written something to stderr. */
  readonly interrupt?: boolean;
}

/** Runs the command line as a process of its own. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const program = options.built === true ? BUILT : SOURCE;
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...options.env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (stderr === '' && options.interrupt === true) child.kill('SIGINT');
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}
