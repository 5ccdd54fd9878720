import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotMake } from './run.ts';

/** What QEMU answers to a command (docs/interop/qmp-spec). */
interface Reply {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

/** Talks to a running QEMU. */
export interface Monitor {
  /** Sends one command and answers what it returns; a refusal is thrown with QEMU's reason. */
  call(command: string, parameters?: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): void;
}

/** Connects to QEMU's monitor socket, which may take a moment to appear. */
export async function openMonitor(path: string): Promise<Monitor> {
  const socket = await connected(path);
  const lines = createInterface(socket)[Symbol.asyncIterator]();
  const next = async (): Promise<Reply> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new CannotMake('QEMU closed its monitor');
      // QEMU's own protocol: one object a line; events and the greeting hold neither of the two.
      const message = JSON.parse(value) as Reply;
      if (message.return !== undefined || message.error !== undefined) return message;
    }
  };
  const call: Monitor['call'] = async (command, parameters = {}) => {
    socket.write(`${JSON.stringify({ execute: command, arguments: parameters })}\n`);
    const { return: value, error } = await next();
    if (error !== undefined) throw new CannotMake(`QEMU refused ${command}: ${error.desc}`);
    return value;
  };
  await call('qmp_capabilities');
  return { call, close: () => socket.destroy() };
}

async function connected(path: string): Promise<Socket> {
  for (let attempt = 0; ; attempt++) {
    const socket = connect(path);
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if (attempt > 100) throw error;
      await wait(100);
    }
  }
}
