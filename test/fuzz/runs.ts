import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One target fuzzed once. */
export interface Run {
  readonly target: string;
  readonly day: string;
  readonly seconds: number;
  readonly executions: number;
  readonly reached: number;
  readonly branches: number;
  /** Most bytes resident. */
  readonly peak: number;
  readonly finds: number;
}

const FILE = 'runs.jsonl';

export function record(folder: string, run: Run): void {
  appendFileSync(join(folder, FILE), `${JSON.stringify(run)}\n`);
}

/** All runs together, as a table of `docs/fuzz.md`. */
export function runTable(folder: string): string {
  const path = join(folder, FILE);
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  // We wrote them.
  const runs = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Run);
  const targets = Map.groupBy(runs, ({ target }) => target);
  const rows = [...targets].map(([target, all]) => {
    const sum = (of: (run: Run) => number): number => all.reduce((total, run) => total + of(run), 0);
    const last = all.at(-1);
    const share = Math.round((100 * (last?.reached ?? 0)) / Math.max(1, last?.branches ?? 0));
    const peak = Math.max(...all.map((run) => run.peak)) / 2 ** 20;
    return [
      target,
      (sum(({ seconds }) => seconds) / 60).toFixed(1),
      sum(({ executions }) => executions).toLocaleString('en'),
      `${last?.reached ?? 0} of ${last?.branches ?? 0} (${share} %)`,
      `${Math.round(peak)} MiB`,
    ].join(' | ');
  });
  const head = ['target | minutes | executions | branches reached | peak', '--- | ---: | ---: | ---: | ---:'];
  return [...head, ...rows].map((row) => `| ${row} |`).join('\n');
}
