import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reply } from './child.ts';
import { keepFind } from './finds.ts';
import type { Report } from './loop.ts';
import { record } from './runs.ts';
import { Supervised } from './supervisor.ts';

export interface TargetOptions {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly milliseconds: number;
  readonly seed: number;
}

/** More finds than this in one run tell nothing new. */
const MAX_FINDS = 20;
const SHRINK_MS = 60_000;
const SHOW_MS = 30_000;

/** Fuzzes one target for its time, starting anew whenever an input ends the process. Answers the number of finds. */
export async function fuzzTarget(target: string, options: TargetOptions): Promise<number> {
  const { folder, environment } = options;
  /** Milliseconds of fuzzing left, and done: starting a process does not count. */
  let left = options.milliseconds;
  let since = performance.now();
  let done = 0;
  const suspects = new Map<string, { bytes: Uint8Array; key: string; why: string }>();
  let before = 0;
  let peak = 0;
  let running: Supervised | undefined;
  let latest: Report | undefined;
  const line = (): string => {
    const executions = before + (latest?.executions ?? 0);
    const seconds = Math.max(1, done + performance.now() - since) / 1000;
    const { reached = 0, branches = 0, corpus = 0, ends = {} } = latest ?? {};
    return [
      `${target}: ${Math.round(seconds)} s, ${executions} executions (${Math.round(executions / seconds)}/s)`,
      `${reached} of ${branches} branches, ${corpus} inputs kept, ${suspects.size} suspects`,
      `peak ${Math.round(Math.max(peak, running?.peak ?? 0) / 2 ** 20)} MiB, ends ${JSON.stringify(ends)}`,
    ].join(', ');
  };
  const show = setInterval(() => {
    console.log(line());
  }, SHOW_MS);

  for (let round = 0; left > 0 && suspects.size < MAX_FINDS; round++) {
    let stop: NodeJS.Timeout | undefined;
    const begin = (): void => {
      since = performance.now();
      stop = setTimeout(() => {
        child.send({ type: 'end' });
      }, left);
    };
    const child = new Supervised(
      { target, folder, seed: options.seed + round },
      (reply: Reply) => {
        if (reply.type === 'ready') begin();
        else if (reply.type === 'report') latest = reply;
        else if (reply.type === 'find' && !suspects.has(reply.key)) {
          suspects.set(reply.key, reply);
          console.log(`suspect ${target}: ${reply.key}`);
        }
      },
      environment,
    );
    running = child;
    const death = await child.death;
    clearTimeout(stop);
    const spent = performance.now() - since;
    left -= spent;
    done += spent;
    since = performance.now();
    peak = Math.max(peak, child.peak);
    if (latest !== undefined) before += latest.executions;
    if (latest !== undefined) latest = { ...latest, executions: 0 };
    if (death === undefined) break;
    const bytes = new Uint8Array(readFileSync(join(folder, 'current', target)));
    console.log(`suspect ${target}: ${death.key}: ${death.why}`);
    suspects.set(`${death.key} ${suspects.size}`, { bytes, ...death });
  }
  clearInterval(show);
  console.log(line());
  let finds = 0;
  for (const suspect of suspects.values())
    if (await keepFind({ target, folder, environment }, suspect, SHRINK_MS)) finds++;
  record(folder, {
    target,
    day: new Date().toISOString().slice(0, 10),
    seconds: Math.round(done) / 1000,
    executions: before + (latest?.executions ?? 0),
    reached: latest?.reached ?? 0,
    branches: latest?.branches ?? 0,
    peak,
    finds,
  });
  return finds;
}
