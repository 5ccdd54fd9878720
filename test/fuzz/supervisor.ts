import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildSetup, Order, Reply } from './child.ts';
import { HANG_SECONDS, MAX_RSS, type Verdict } from './target.ts';

/** How a process was ended from outside, or ended by itself. */
export interface Death {
  readonly key: 'hang' | 'memory' | 'crash';
  readonly why: string;
}

const LOOK_MS = 100;
/** Waiting this long without computing is a hang too. */
const IDLE_SECONDS = 60;
/** Starting takes long on a busy machine. */
const START_SECONDS = 120;
const TICKS_PER_SECOND = 100;

/** A process that runs inputs, watched: it may neither fall silent for long nor grow too large. */
export class Supervised {
  readonly #child: ChildProcess;
  readonly #hangSeconds: number;
  readonly #death: Promise<Death | undefined>;
  #isOver = false;
  #killedFor: Death | undefined;
  #ready = false;
  #idle = true;
  #heardAt = performance.now();
  #heardCpu = 0;
  #peak = 0;

  /** `onReply` is given what it says; `environment` is added to this process' own. */
  constructor(
    setup: ChildSetup,
    onReply: (reply: Reply) => void,
    environment: NodeJS.ProcessEnv = {},
    hangSeconds = HANG_SECONDS,
  ) {
    this.#hangSeconds = hangSeconds;
    this.#child = fork(join(import.meta.dirname, 'child.ts'), [JSON.stringify(setup)], {
      serialization: 'advanced',
      env: { ...process.env, ...environment },
      execArgv: ['--enable-source-maps', '--disable-warning=ExperimentalWarning'],
    });
    this.#child.on('message', (reply: Reply) => {
      this.#ready = true;
      this.#idle = setup.seed === undefined;
      this.#heardNow();
      onReply(reply);
    });
    this.#death = once(this.#child, 'exit').then(([code, signal]) => {
      this.#isOver = true;
      if (this.#killedFor !== undefined) return this.#killedFor;
      return code === 0 ? undefined : { key: 'crash', why: `the process ended with ${signal ?? code}` };
    });
    void this.#watch();
  }

  /** Most bytes that were resident. */
  get peak(): number {
    return this.#peak;
  }

  /** How it ended: undefined when it was told to. */
  get death(): Promise<Death | undefined> {
    return this.#death;
  }

  send(order: Order): void {
    this.#idle = false;
    this.#heardNow();
    if (this.#child.connected) this.#child.send(order);
  }

  #heardNow(): void {
    this.#heardAt = performance.now();
    this.#heardCpu = this.#cpuSeconds();
  }

  async #watch(): Promise<void> {
    while (!this.#isOver) {
      await sleep(LOOK_MS);
      const resident = this.#resident();
      this.#peak = Math.max(this.#peak, resident);
      const silent = (performance.now() - this.#heardAt) / 1000;
      const computed = this.#cpuSeconds() - this.#heardCpu;
      if (resident > MAX_RSS) this.#kill('memory', `${Math.round(resident / 2 ** 20)} MiB were resident`);
      else if (!this.#ready) {
        if (silent > START_SECONDS) this.#kill('hang', 'it did not start');
      } else if (!this.#idle && (computed > this.#hangSeconds || silent > IDLE_SECONDS)) {
        this.#kill(
          'hang',
          `no end after ${computed.toFixed(0)} s of CPU time, ${silent.toFixed(0)} s in all`,
        );
      }
    }
  }

  #kill(key: Death['key'], why: string): void {
    if (this.#isOver || this.#killedFor !== undefined) return;
    this.#killedFor = { key, why };
    this.#child.kill('SIGKILL');
  }

  /** Seconds of CPU time so far; where the system does not tell, wall time stands in. */
  #cpuSeconds(): number {
    const stat = this.#proc('stat');
    if (stat === undefined) return performance.now() / 1000;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  #resident(): number {
    const [, kib] = /^VmRSS:\s+(\d+)/m.exec(this.#proc('status') ?? '') ?? [];
    return Number(kib ?? 0) * 1024;
  }

  #proc(name: string): string | undefined {
    try {
      return readFileSync(`/proc/${this.#child.pid ?? 0}/${name}`, 'latin1');
    } catch {
      return undefined; // it has ended, or this system has no /proc
    }
  }
}

/** Runs inputs one after the other, each as if alone: for proving finds again and making them smaller. */
export class Prober {
  readonly #setup: ChildSetup;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #hangSeconds: number | undefined;
  #process: Supervised | undefined;
  #onReply: (reply: Reply) => void = () => undefined;

  constructor(target: string, folder: string, environment: NodeJS.ProcessEnv = {}, hangSeconds?: number) {
    this.#setup = { target, folder };
    this.#hangSeconds = hangSeconds;
    this.#environment = environment;
  }

  async run(bytes: Uint8Array): Promise<Verdict> {
    const verdict = await this.#runOnce(bytes);
    // A process that an input ended, or may have filled, is used no more.
    if (verdict.kind === 'find') this.#process = undefined;
    return verdict;
  }

  end(): void {
    this.#process?.send({ type: 'end' });
  }

  async #runOnce(bytes: Uint8Array): Promise<Verdict> {
    const reply = Promise.withResolvers<Verdict>();
    this.#onReply = (said) => {
      if (said.type === 'verdict') reply.resolve(said.verdict);
    };
    const child = (this.#process ??= await this.#start());
    void child.death.then((death) => {
      reply.resolve({ kind: 'find', key: death?.key ?? 'crash', why: death?.why ?? 'the process ended' });
    });
    child.send({ type: 'run', bytes });
    const verdict = await reply.promise;
    if (verdict.kind === 'find') child.send({ type: 'end' });
    return verdict;
  }

  async #start(): Promise<Supervised> {
    const ready = Promise.withResolvers<boolean>();
    const child = new Supervised(
      this.#setup,
      (said) => {
        if (said.type === 'ready') ready.resolve(true);
        else this.#onReply(said);
      },
      this.#environment,
      this.#hangSeconds,
    );
    void child.death.then(() => {
      ready.resolve(false);
    });
    if (!(await ready.promise)) throw new Error(`The process of ${this.#setup.target} does not start.`);
    return child;
  }
}
