import type { SessionSnapshot } from '../../../src/shared/api.ts';
import type { DumpInfo, KernelCandidate } from '../../../src/shared/dump-info.ts';
import type { Problem } from '../../../src/shared/errors.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import type { TaskShape } from '../../../src/shared/shape.ts';
import type { TaskTable } from '../../../src/shared/task-table.ts';
import type { FakeOptions } from './fake-carrier.ts';
import { fakeInitSearch } from './fake-init-search.ts';
import { FILE_BYTES } from './fake-memory.ts';
import { DIRECT_MAP, fakePhysical, fakeVirtual, IMAGE } from './fake-table.ts';

/** The kernels of a dump that holds two. */
export const twoKernels = (tasks: number, shown: number): readonly KernelCandidate[] =>
  [1, 2].map((id) => ({
    id,
    initTask: 0xffff_ffff_9a00_0000n + BigInt(id),
    initTaskPhysical: id * 0x100_0000,
    wordSize: 8,
    byteOrder: 'little',
    architecture: 'x86_64',
    release: id === 1 ? '6.1.0-32-amd64' : '5.10.0-21-amd64',
    tasks: id === 1 ? tasks : 117,
    evidence: [say('rank.kthreadd'), say('rank.pidTable')],
    current: id === shown,
  }));

const info = (path: string, kernel: boolean): DumpInfo => ({
  path,
  format: 'elf',
  formatDetail: say('format.elf', { bits: 64, order: 'little', segments: 2 }),
  sizeBytes: FILE_BYTES,
  memoryBytes: FILE_BYTES - 0x1000,
  ranges: [],
  notices: [],
  ...(kernel
    ? {
        kernel: {
          wordSize: 8,
          byteOrder: 'little',
          architecture: 'x86_64',
          release: '6.1.0-42-amd64',
          hostname: 'debian',
          banner: 'Linux version 6.1.0-42-amd64 (builder@example.org) #1 SMP 6.1.159-1',
          initTask: fakeVirtual(0),
          initTaskPhysical: fakePhysical(0),
          imageDelta: IMAGE,
          directMapDelta: DIRECT_MAP,
          evidence: [],
        },
      }
    : {}),
});

const PROBLEMS: Readonly<Record<'failed' | 'failed-late', Problem>> = {
  failed: {
    code: 'no-kernel',
    message: say('failure.text', {
      text: 'No Linux kernel was found in this dump: nothing in it looks like the first task.',
    }),
    file: '/dumps/win10.raw',
    offset: 0x1f40_2000,
    expected: say('failure.text', {
      text: 'the name “swapper/0” or “swapper” inside a structure that links to itself as its own parent',
    }),
    remedy: say('failure.text', {
      text: 'If this is a Linux dump, check that it holds kernel memory and was not cut short.',
    }),
  },
  'failed-late': {
    code: 'file-changed',
    message: say('failure.text', { text: 'The file changed while it was open.' }),
    file: '/dumps/web-1.elf',
    offset: 0x3f00_0000,
    remedy: say('failure.text', {
      text: 'What was found before stays on screen. Open the file again once it is complete.',
    }),
  },
};

/** A session of a dump as far as the options say. */
export function fakeSnapshot(
  base: Pick<SessionSnapshot, 'session' | 'path'>,
  options: FakeOptions,
  table: TaskTable,
  shape: TaskShape,
): SessionSnapshot {
  const { path } = base;
  const { until } = options;
  const gib = 0x4000_0000;
  if (until === 'early')
    return {
      ...base,
      progress: { stage: 'locate', done: 0.61 * gib, total: 2 * gib, bytesPerSecond: 5.4e9, tasks: 0 },
      timings: [{ stage: 'open', milliseconds: 4, bytesRead: 8192 }],
      info: info(path, false),
      finished: false,
    };
  if (until === 'failed')
    return {
      ...base,
      progress: { stage: 'locate', done: 0, total: 0, bytesPerSecond: 0, tasks: 0 },
      timings: [{ stage: 'open', milliseconds: 4, bytesRead: 8192 }],
      info: info(path, false),
      initSearch: { ...fakeInitSearch(1, 0n, NaN), trials: fakeInitSearch(1, 0n, NaN).trials.slice(2) },
      problem: PROBLEMS.failed,
      finished: true,
    };
  const notices = options.twoKernels === true ? [say('notice.kernels', { kernels: 2, place: 1 })] : [];
  const found = { ...base, info: { ...info(path, true), notices }, shape, table };
  const timings = [
    { stage: 'open', milliseconds: 4, bytesRead: 8192 },
    { stage: 'locate', milliseconds: 212, bytesRead: gib },
    { stage: 'shape', milliseconds: 96, bytesRead: 2_400_000 },
  ] as const;
  if (until === 'partial')
    return {
      ...found,
      progress: {
        stage: 'carve',
        done: 0.8 * gib,
        total: 2 * gib,
        bytesPerSecond: 6.1e9,
        tasks: table.count,
      },
      timings,
      finished: false,
    };
  return {
    ...found,
    progress: { stage: 'done', done: 2 * gib, total: 2 * gib, bytesPerSecond: 0, tasks: table.count },
    timings: [
      ...timings,
      { stage: 'tasks', milliseconds: 143, bytesRead: 41_000_000 },
      { stage: 'carve', milliseconds: 331, bytesRead: 2 * gib },
    ],
    finished: true,
    initSearch: fakeInitSearch(table.count, table.address[0] ?? 0n, table.physical[0] ?? 0),
    ...(options.twoKernels === true && { kernels: twoKernels(table.count, 1) }),
    ...(until === 'failed-late' ? { problem: PROBLEMS['failed-late'] } : {}),
  };
}
