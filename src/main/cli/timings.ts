import { readFileSync } from 'node:fs';
import type { SessionSnapshot } from '../../shared/api.ts';

/** What `--timings` tells, in milliseconds since the process began and in bytes. The bench reads these lines. */
export class Timings {
  #first: { readonly milliseconds: number; readonly tasks: number } | undefined;

  /** A table with `rows` rows is there. */
  tableSeen(rows: number): void {
    this.#first ??= { milliseconds: performance.now(), tasks: rows };
  }

  report(snapshot: SessionSnapshot, path: string): void {
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
    const peak = peakResident(path);
    if (peak !== undefined) {
      lines.push(`peak resident: ${peak.all} bytes, ${peak.mapping} of them the mapped dump`);
    }
    process.stderr.write(lines.map((line) => `timings: ${line}\n`).join(''));
  }
}

/** The most memory this process held, and how much of the dump's mapping is resident now (Linux: man 5 proc). */
function peakResident(path: string): { readonly all: number; readonly mapping: number } | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes === undefined) return undefined;
    const maps = readFileSync('/proc/self/smaps', 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const mapping = maps
      .filter((map) => map.slice(0, map.indexOf('\n')).endsWith(`/${name}`))
      .reduce((sum, map) => sum + Number(/^Rss:\s+(\d+) kB/m.exec(map)?.[1] ?? 0), 0);
    return { all: Number(kilobytes) * 1024, mapping: mapping * 1024 };
  } catch {
    return undefined; // No /proc: not Linux.
  }
}
