import type { ApiAnswer, ApiArgs, ApiMethod, SessionSnapshot } from '../../../src/shared/api.ts';
import type { Problem } from '../../../src/shared/errors.ts';
import type { TaskShape } from '../../../src/shared/shape.ts';
import { COMM_LENGTH } from '../../../src/shared/task-table.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { FakeCarrier, type FakeOptions } from './fake-carrier.ts';
import { HOSTILE, HOSTILE_NAMES, HOSTILE_PATH, LONG, LONG_PATH } from './hostile.ts';

/** The first task with a hostile name: the first of systemd’s children in `fakeMachine`. */
const FIRST = 47;

/** What a dump can put into a sentence. */
const HOSTILE_SENTENCE = say('rank.release', { release: HOSTILE });
const LONG_SENTENCE = say('kernel.name', { address: LONG });

const hostileProblem: Problem = {
  code: 'no-kernel',
  message: LONG_SENTENCE,
  file: HOSTILE_PATH,
  offset: 0x10,
  expected: LONG_SENTENCE,
  remedy: LONG_SENTENCE,
};

const hostileShape = (shape: TaskShape): TaskShape => ({
  ...shape,
  fields: shape.fields.map((field) => ({
    ...field,
    evidence: {
      ...field.evidence,
      relation: HOSTILE_SENTENCE,
      runnersUp: field.evidence.runnersUp.map((one) => ({ ...one, reason: HOSTILE_SENTENCE })),
    },
  })),
  missing: shape.missing.map((one) => ({ ...one, reason: HOSTILE_SENTENCE })),
});

const hostileSnapshot = (snapshot: SessionSnapshot): SessionSnapshot => ({
  ...snapshot,
  ...(snapshot.problem === undefined ? {} : { problem: hostileProblem }),
  ...(snapshot.shape === undefined ? {} : { shape: hostileShape(snapshot.shape) }),
  ...(snapshot.kernels === undefined
    ? {}
    : {
        kernels: snapshot.kernels.map((one) => ({
          ...one,
          release: LONG,
          evidence: [HOSTILE_SENTENCE, LONG_SENTENCE],
        })),
      }),
  ...(snapshot.info === undefined
    ? {}
    : {
        info: {
          ...snapshot.info,
          formatDetail: LONG_SENTENCE,
          notices: [HOSTILE_SENTENCE, LONG_SENTENCE],
          ...(snapshot.info.kernel === undefined
            ? {}
            : {
                kernel: {
                  ...snapshot.info.kernel,
                  release: LONG,
                  hostname: LONG,
                  banner: LONG,
                  evidence: [HOSTILE_SENTENCE, LONG_SENTENCE],
                },
              }),
        },
      }),
});

/** A host that lies: every text that comes from a dump or a file system is chosen to do harm. */
export class HostileCarrier extends FakeCarrier {
  constructor(options: FakeOptions) {
    super({
      ...options,
      ...(options.open?.length ? { open: [HOSTILE_PATH, LONG_PATH] } : {}),
      recent: [HOSTILE_PATH, LONG_PATH, `${LONG_PATH}gone`],
      lastOpen: { dumps: [{ path: HOSTILE_PATH }, { path: LONG_PATH }] },
    });
    HOSTILE_NAMES.forEach((name, at) => {
      const row = FIRST + at;
      this.table.comm.fill(0, row * COMM_LENGTH, (row + 1) * COMM_LENGTH);
      this.table.comm.set(name.subarray(0, COMM_LENGTH), row * COMM_LENGTH);
      this.table.missing[row] = at % 2;
    });
  }

  override async call<K extends ApiMethod>(method: K, args: ApiArgs<K>): Promise<ApiAnswer<K>> {
    const answer = await super.call(method, args);
    return this.#spoil(method, answer) as ApiAnswer<K>; // of the same shape, its texts replaced
  }

  #spoil(method: ApiMethod, answer: unknown): unknown {
    switch (method) {
      case 'snapshot':
        return hostileSnapshot(answer as SessionSnapshot);
      case 'listRecent':
        return (answer as ApiAnswer<'listRecent'>).map((one) => ({ ...one, tasks: 3, release: LONG }));
      case 'listDirectory':
        return {
          ...(answer as ApiAnswer<'listDirectory'>),
          entries: [HOSTILE, LONG].map((name) => ({
            name,
            path: `/dumps/${name}`,
            directory: false,
            sizeBytes: 1,
            modifiedMs: 1.79e12,
          })),
        };
      default:
        return answer;
    }
  }
}
