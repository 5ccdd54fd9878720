import type { MessagePort } from 'node:worker_threads';
import { problemOf, type Result } from '../../../shared/errors.ts';
import { compact } from './compact.ts';
import type { WorkerMessage, WorkerRequest, WorkerSetup } from './session-protocol.ts';
import type { Session, SessionOptions } from './session.ts';

/** The worker's side: runs one session and answers its host over `port` until it is told to close. */
export function serveSession(
  port: Pick<MessagePort, 'postMessage' | 'on' | 'close'>,
  setup: WorkerSetup,
  open: (options: SessionOptions) => Session,
): void {
  const send = (message: WorkerMessage): void => {
    const transfer: ArrayBuffer[] = [];
    port.postMessage(compact(message, transfer), transfer);
  };
  const session = open({
    id: setup.id,
    path: setup.path,
    ...(setup.displayPath === undefined ? {} : { displayPath: setup.displayPath }),
    ...(setup.results === undefined ? {} : { results: setup.results }),
    cancelFlag: setup.cancelFlag,
    onEvent: (event) => {
      send({ type: 'event', event });
    },
  });

  const follow = (running: Promise<void>): void => {
    running
      .then(() => session.keep())
      .catch((thrown: unknown) => {
        send({ type: 'failed', message: problemOf(thrown).message });
      });
  };
  port.on('message', (request: WorkerRequest) => {
    send({ type: 'answer', id: request.id, result: answer(session, request, follow) });
    if (request.method === 'close') port.close();
  });
  follow(session.run());
}

type Follow = (running: Promise<void>) => void;

function answer(session: Session, request: WorkerRequest, follow: Follow): Result<unknown> {
  try {
    return { ok: true, value: perform(session, request, follow) };
  } catch (thrown) {
    return { ok: false, problem: problemOf(thrown) };
  }
}

function perform(session: Session, request: WorkerRequest, follow: Follow): unknown {
  switch (request.method) {
    case 'read':
      return session.read(request.args.space, request.args.address, request.args.length);
    case 'locate':
      return session.locate(request.args.space, request.args.address);
    case 'segments':
      return session.segments(request.args.space);
    case 'describeTask':
      return session.describeTask(request.args.row);
    case 'pinField':
      session.pinField(request.args.name, request.args.offset);
      return undefined;
    case 'search':
      session.search(request.args.search, request.args.query);
      return undefined;
    case 'cancelSearch':
      session.cancelSearch();
      return undefined;
    case 'fingerprint':
      session.fingerprint();
      return undefined;
    case 'selectKernel':
      follow(session.selectKernel(request.args.kernel));
      return undefined;
    case 'analyseAgain':
      follow(session.analyseAgain());
      return undefined;
    case 'cancel':
      session.cancel();
      return undefined;
    case 'close':
      session.close();
      return undefined;
  }
}
