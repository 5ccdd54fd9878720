import { EventEmitter } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostApi } from '../../../src/main/api/host-api.ts';
import { EventSender } from '../../../src/main/browser/event-sender.ts';
import { serveSocket } from '../../../src/main/browser/socket.ts';
import { openSession } from '../../../src/main/engine/session/open-session.ts';
import type { Session } from '../../../src/main/engine/session/session.ts';
import { failure, type Problem } from '../../../src/shared/errors.ts';
import { decodeMessage, encodeMessage, type WireRequest } from '../../../src/shared/wire.ts';
import { english } from '../../../src/shared/i18n/english.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import type { Target } from '../target.ts';
import { mutateMessage } from './mutate-message.ts';
import { machine } from './machines.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SESSION = 'the-session';

const requests: readonly Omit<WireRequest, 'id'>[] = [
  { method: 'describeHost', args: {} },
  { method: 'listDirectory', args: { path: '/' } },
  { method: 'openDump', args: { path: '/tmp/dump' } },
  { method: 'snapshot', args: { session: SESSION } },
  {
    method: 'read',
    args: { session: SESSION, space: 'virtual', address: 0xffff_8a7c_8000_0000n, length: 256 },
  },
  { method: 'read', args: { session: SESSION, space: 'physical', address: 4096n, length: 1_048_576 } },
  { method: 'read', args: { session: SESSION, space: 'file', address: (1n << 64n) - 1n, length: 1 } },
  { method: 'locate', args: { session: SESSION, space: 'file', address: 77n } },
  { method: 'segments', args: { session: SESSION, space: 'virtual' } },
  { method: 'describeTask', args: { session: SESSION, row: 3 } },
  { method: 'pinField', args: { session: SESSION, name: 'flags', offset: 44 } },
  { method: 'pinField', args: { session: SESSION, name: 'tasks' } },
  {
    method: 'search',
    args: {
      session: SESSION,
      search: 1,
      query: { kind: 'bytes', bytes: Uint8Array.of(1, 2), mask: Uint8Array.of(1, 0) },
    },
  },
  {
    method: 'search',
    args: { session: SESSION, search: 2, query: { kind: 'integer', value: 5n, width: 2, byteOrder: 'big' } },
  },
  {
    method: 'search',
    args: { session: SESSION, search: 3, query: { kind: 'pointers', from: 0n, to: (1n << 64n) - 1n } },
  },
  { method: 'cancelSearch', args: { session: SESSION } },
  { method: 'fingerprint', args: { session: SESSION } },
  { method: 'forgetRecent', args: { path: '/tmp/dump' } },
  { method: 'openWindow', args: { session: SESSION } },
  {
    method: 'rememberOpen',
    args: {
      dumps: [
        {
          session: SESSION,
          view: {
            task: { pid: 1, start: 'ff' },
            space: 'virtual',
            top: 'ffff888000000000',
            panel: 'fields',
            picture: 'tree',
            filter: 'uid:0',
            kernelThreads: true,
            threads: false,
            zombies: true,
            namespaces: true,
            flat: false,
            sort: 'pid',
            descending: false,
          },
        },
      ],
      active: SESSION,
    },
  },
  { method: 'toString', args: [new Float64Array(3), new BigUint64Array(2), null, true, -1.5, 'é'] },
];

/** Answers as a host with one opened dump does. */
function hostOf(session: Session): HostApi {
  const refuse = (): never => {
    throw failure('forbidden', say('failure.text', { text: 'Not while fuzzing.' }));
  };
  return {
    describeHost: () => ({
      mode: 'browser',
      version: '0',
      sample: false,
      roots: [],
      sessions: [],
    }),
    listDirectory: refuse,
    pickFiles: refuse,
    openDump: refuse,
    openSample: refuse,
    lastOpen: () => ({ dumps: [] }),
    rememberOpen: () => undefined,
    openWindow: () => undefined,
    listRecent: () => [],
    forgetRecent: () => [],
    cancelAnalysis: () => undefined,
    analyseAgain: () => undefined,
    selectKernel: () => undefined,
    clearResults: refuse,
    closeDump: () => undefined,
    snapshot: () => session.snapshot(),
    read: ({ space, address, length }) => session.read(space, address, length),
    locate: ({ space, address }) => session.locate(space, address),
    segments: ({ space }) => session.segments(space),
    describeTask: ({ row }) => session.describeTask(row),
    pinField: ({ name, offset }) => {
      session.pinField(name, offset);
    },
    search: ({ search, query }) => {
      session.search(search, query);
    },
    cancelSearch: () => {
      session.cancelSearch();
    },
    fingerprint: () => undefined,
    keepSettings: () => undefined,
  };
}

/** What `serveSocket` and its sender use of a WebSocket. */
class Line extends EventEmitter {
  readonly sent: Uint8Array[] = [];
  bufferedAmount = 0;
  closedWith: number | undefined;

  send(bytes: Uint8Array, done: () => void): void {
    this.sent.push(bytes);
    done();
  }

  close(code: number): void {
    this.closedWith = code;
  }
}

/** Messages of a hostile page, through decoder, schemas and calls, to a session with a dump. */
export async function wire(): Promise<Target> {
  const folder = temporaryFolder();
  const path = join(folder.path, 'memory.dump');
  writeFileSync(path, machine(0).memory.bytes);
  const session = openSession({ id: SESSION, path, onEvent: () => undefined });
  await session.run();
  rmSync(path);
  const api = hostOf(session);
  return {
    covers: [
      'src/shared/wire',
      'src/main/api/',
      'src/main/browser/socket.ts',
      'src/main/browser/event-sender',
      'src/main/engine/session/address-map',
      'src/main/engine/session/search',
    ],
    seeds: requests.map((request, id) => new Uint8Array(encodeMessage({ id, ...request }))),
    mutate: mutateMessage,
    close: () => {
      session.close();
      folder.remove();
    },
    run: async (input) => {
      const line = new Line();
      // All that they use of a socket is what a line has.
      const socket = line as unknown as Parameters<typeof serveSocket>[0];
      serveSocket(socket, new EventSender(socket), api);
      line.emit('message', Buffer.from(input), true);
      for (let turns = 0; line.sent.length === 0 && line.closedWith === undefined; turns++) {
        if (turns > 1000) throw new Error('a call is never answered');
        await new Promise((resolve) => setImmediate(resolve));
      }
      session.cancelSearch();
      return line.closedWith === undefined ? endOf(line.sent[0] ?? new Uint8Array(0)) : 'closed';
    },
  };
}

/** The kind of an answer, which must be one that a page can read. */
function endOf(answer: Uint8Array): string {
  // Our own answer: only its outermost members are looked at.
  const { result } = decodeMessage(answer) as {
    result: { ok: boolean; problem?: Problem };
  };
  if (result.problem?.code === 'internal') throw new Error(`internal: ${english(result.problem.message)}`);
  return result.ok ? 'answered' : (result.problem?.code ?? '?');
}
