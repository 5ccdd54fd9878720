import { expect, test, vi } from 'vitest';
import { hitPlace } from '../../../src/renderer/search/hit-place.ts';
import { newSession, type SessionState } from '../../../src/renderer/workspace/state.ts';
import type { DumpInfo, KernelInfo } from '../../../src/shared/dump-info.ts';
import { fakePhysical } from '../support/fake-table.ts';
import { front, settled, windowOf } from '../support/work-in.ts';

const MIB = 0x10_0000;

async function analysed(): Promise<SessionState> {
  const { workspace } = windowOf({ open: ['/dumps/a.elf'] });
  await settled(workspace, 1);
  return front(workspace);
}

/** The same dump, told of otherwise. */
const withInfo = (session: SessionState, change: (info: DumpInfo) => DumpInfo): SessionState => {
  const { info } = session.snapshot;
  return info === undefined ? session : { ...session, snapshot: { ...session.snapshot, info: change(info) } };
};
const RANGES = [
  { start: 0, length: 0x4000_0000 },
  { start: 0x1_0000_0000, length: 0x4000_0000 },
];

test('a hit in a task says in which field, also in its middle', async () => {
  const session = await analysed();
  const { parts } = session.derived;
  const comm = parts?.parts.find(({ field }) => field === 'comm') ?? expect.fail('there is no comm');
  const pid = session.derived.tree?.table.pid[9];
  const place = hitPlace(session, fakePhysical(9) + comm.offset + 3);
  expect(place).toMatch(new RegExp(`^.+ \\(${String(pid)}\\) \\+ comm$`));
});

test('one near init_task says how far from it, and that the image may end before', async () => {
  const session = await analysed();
  expect(hitPlace(session, fakePhysical(0) + MIB)).toBe('kernel image or near it: init_task + 0x100000');
  expect(hitPlace(session, fakePhysical(0) - MIB)).toBe('kernel image or near it: init_task − 0x100000');
});

test('one elsewhere says at which address the kernel sees it', async () => {
  const session = await analysed();
  expect(hitPlace(session, 0x3000_0000)).toBe('direct map · 0xffff888030000000');
  // A kernel that has one mapping for all has no image apart.
  const one = withInfo(session, (info) => {
    const { kernel } = info;
    return kernel === undefined
      ? info
      : { ...info, kernel: { ...kernel, imageDelta: kernel.directMapDelta } };
  });
  expect(hitPlace(one, fakePhysical(0) + MIB)).toBe('kernel memory · 0xffff888002700000');
});

test('where no kernel is known, or its mapping ends before, the range of the dump is all that is said', async () => {
  const session = await analysed();
  const high = withInfo(session, (info) => ({ ...info, ranges: RANGES }));
  // Mapped a gibibyte further on than the dump reaches.
  const far = (kernel: KernelInfo): KernelInfo => ({
    ...kernel,
    directMapDelta: kernel.directMapDelta << 1n,
  });
  const beyond = withInfo(high, (info) => ({ ...info, ...(info.kernel && { kernel: far(info.kernel) }) }));
  expect(hitPlace(beyond, 0x1_2000_0000)).toBe('not in the direct map · range 2 of 2');
  const { workspace } = windowOf({ open: ['/dumps/a.elf'], until: 'early' });
  await vi.waitFor(() => {
    expect(front(workspace).snapshot.info).toBeDefined();
  });
  const unknown = withInfo(front(workspace), (info) => ({ ...info, ranges: RANGES }));
  expect(hitPlace(unknown, 0x1_2000_0000)).toBe('range 2 of 2');
  expect(
    hitPlace(
      withInfo(unknown, (info) => ({ ...info, ranges: [] })),
      0x1_2000_0000,
    ),
  ).toBe('');
});

test('a place in a file that is no dump lies in nothing', () => {
  const progress = { stage: 'open', done: 0, total: 0, bytesPerSecond: 0, tasks: 0 } as const;
  const session = newSession({ session: 's', path: '/a.txt', progress, timings: [], finished: true }, 0);
  expect(hitPlace(session, 5)).toBe('');
});
