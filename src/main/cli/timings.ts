import { readFileSync } from 'node:fs';
import type { SessionSnapshot } from '../../shared/api.ts';

/** What `--timings` tells, in milliseconds since the process began and in bytes. The bench reads these lines. */
export class Timings {
  readonly #filesBefore = memory()?.files ?? 0;
  #first: { readonly milliseconds: number; readonly tasks: number } | undefined;

  /** A table with `rows` rows is there. */
  tableSeen(rows: number): void {
    this.#first ??= { milliseconds: performance.now(), tasks: rows };
  }

  report(snapshot: SessionSnapshot): void {
    const lines = snapshot.timings.map(
      (timing) => `stage ${timing.stage}: ${timing.milliseconds.toFixed(1)} ms`,
    );
    if (this.#first !== undefined) {
      lines.unshift(`first table: ${this.#first.milliseconds.toFixed(1)} ms, ${this.#first.tasks} rows`);
    }
    lines.push(`last table: ${performance.now().toFixed(1)} ms, ${snapshot.table?.count ?? 0} rows`);
    const { user, system } = process.cpuUsage();
    lines.push(`processor time: ${((user + system) / 1000).toFixed(1)} ms`);
    lines.push(`bytes touched: ${snapshot.timings.reduce((sum, timing) => sum + timing.bytesRead, 0)}`);
    const now = memory();
    if (now !== undefined) {
      lines.push(
        `peak resident: ${now.peak - (now.files - this.#filesBefore)} bytes without the mapped dump`,
      );
    }
    process.stderr.write(lines.map((line) => `timings: ${line}\n`).join(''));
  }
}

/** The most memory this process held, and what of it now are pages of mapped files (Linux: man 5 proc). */
function memory(): { readonly peak: number; readonly files: number } | undefined {
  let status: string;
  try {
    status = readFileSync('/proc/self/status', 'utf8');
  } catch {
    return undefined; // No /proc: not Linux.
  }
  const bytes = (name: string): number =>
    1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN);
  return { peak: bytes('VmHWM'), files: bytes('RssFile') };
}
