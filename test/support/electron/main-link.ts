import { fork, type ChildProcess } from 'node:child_process';
import type { FromMain, ToMain } from './messages.ts';

type WithId = Extract<ToMain, { id: number }>;
type Question = WithId extends infer K ? (K extends WithId ? Omit<K, 'id'> : never) : never;

/** The main process's double as the test holds it: what is asked of it, told to it, and heard from it. */
export class MainLink {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, (answer: Extract<FromMain, { type: 'answer' }>) => void>();
  #lastId = 0;
  readonly output: string[] = [];
  readonly exited: Promise<number | null>;

  constructor(
    bundle: string,
    args: readonly string[],
    userData: string,
    onMessage: (message: FromMain) => void,
  ) {
    this.#child = fork(new URL('./main-process.ts', import.meta.url), [bundle, ...args], {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: { ...process.env, TASKSHAPE_TEST_USER_DATA: userData },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (part: Buffer) => this.output.push(part.toString()));
    }
    this.#child.on('message', (received) => {
      // Our own child wrote it: electron-module.ts.
      const message = received as unknown as FromMain;
      if (message.type !== 'answer') {
        onMessage(message);
        return;
      }
      this.#pending.get(message.id)?.(message);
      this.#pending.delete(message.id);
    });
    this.exited = new Promise((resolve) => {
      this.#child.once('exit', (code) => {
        for (const [id, answer] of this.#pending)
          answer({ type: 'answer', id, error: 'the main process ended' });
        resolve(code);
      });
    });
  }

  tell(message: ToMain): void {
    if (this.#child.connected) this.#child.send(message);
  }

  /** Answers `error` where the main process threw. */
  ask(question: Question): Promise<{ readonly value?: unknown; readonly error?: string }> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.tell({ ...question, id });
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.disconnect();
    await this.exited;
  }
}
