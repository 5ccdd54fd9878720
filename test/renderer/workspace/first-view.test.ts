import { expect, test, vi } from 'vitest';
import { dumpView } from '../../../src/renderer/workspace/dump-view.ts';
import { followHost } from '../../../src/renderer/workspace/host-events.ts';
import { showTask } from '../../../src/renderer/workspace/navigate.ts';
import { selectKernel } from '../../../src/renderer/workspace/open.ts';
import type { SessionState } from '../../../src/renderer/workspace/state.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import { FakeCarrier } from '../support/fake-carrier.ts';
import { front, settled, windowOf, workedIn } from '../support/work-in.ts';

const kernelShown = ({ snapshot }: SessionState): number | undefined =>
  snapshot.kernels?.find(({ current }) => current)?.id;

test('of several kernels the one that was chosen is shown again, and then what was selected in it', async () => {
  const { workspace: before } = windowOf({ open: ['/dumps/a.elf'], twoKernels: true });
  await settled(before, 1);
  selectKernel(before, front(before).id, 2);
  await vi.waitFor(() => {
    expect(kernelShown(front(before))).toBe(2);
  });
  showTask(before, front(before).id, 77);
  const view = dumpView(front(before));
  const { workspace, carrier } = windowOf({ open: ['/dumps/a.elf'], twoKernels: true, view });
  await settled(workspace, 1);
  expect([kernelShown(front(workspace)), front(workspace).row]).toEqual([2, 77]);
  expect(carrier.calls.filter(({ method }) => method === 'selectKernel')).toHaveLength(1);
  expect(dumpView(front(workspace))).toEqual(view);
});

test('a kernel that the dump does not have, or cannot be shown, keeps nobody waiting', async () => {
  const { workspace: before } = windowOf({ open: ['/dumps/a.elf'], twoKernels: true });
  await settled(before, 1);
  showTask(before, front(before).id, 77);
  const view = dumpView(front(before));
  const other = { ...view, kernel: { initTask: '1234', physical: '99' } };
  const { workspace } = windowOf({ open: ['/dumps/a.elf'], twoKernels: true, view: other });
  await settled(workspace, 1);
  expect([kernelShown(front(workspace)), front(workspace).row]).toEqual([1, 77]);

  selectKernel(before, front(before).id, 2);
  await vi.waitFor(() => {
    expect(kernelShown(front(before))).toBe(2);
  });
  const refusing = new FakeCarrier({
    tasks: 200,
    until: 'done',
    open: ['/dumps/a.elf'],
    twoKernels: true,
    view: dumpView(front(before)),
    refuseKernels: true,
  });
  const refused = new Workspace(refusing);
  followHost(refused);
  await settled(refused, 1);
  expect([kernelShown(front(refused)), front(refused).row]).toEqual([1, 77]);
  expect(refused.store.getState().notices).toHaveLength(1);
});

test('a task that is not found yet is waited for until the analysis ends', async () => {
  const { view } = await workedIn();
  const task = { pid: 9999, start: '1' };
  const { workspace, carrier } = windowOf({
    open: ['/dumps/a.elf'],
    view: { ...view, task },
    until: 'partial',
  });
  await vi.waitFor(() => {
    expect(front(workspace).hex.generation).toBeGreaterThan(0);
  });
  const { id } = front(workspace);
  expect(front(workspace).row).toBe(-1);
  carrier.emit({ type: 'changed', session: id, changes: { finished: true } });
  const { row, derived } = front(workspace);
  expect(derived.tree?.table.pid[row]).toBe(1);
});

test('whoever has chosen a task meanwhile stays there', async () => {
  const { view } = await workedIn();
  const { workspace, carrier } = windowOf({
    open: ['/dumps/a.elf'],
    view: { ...view, task: { pid: 9999, start: '1' } },
    until: 'partial',
  });
  await vi.waitFor(() => {
    expect(front(workspace).hex.generation).toBeGreaterThan(0);
  });
  const { id } = front(workspace);
  showTask(workspace, id, 12);
  // Now the task that was looked at turns up.
  const [pid, startTime] = [carrier.table.pid.slice(), carrier.table.startTime.slice()];
  [pid[77], startTime[77]] = [9999, 1n];
  const table = { ...carrier.table, pid, startTime };
  carrier.emit({ type: 'changed', session: id, changes: { table, finished: true } });
  expect(front(workspace).row).toBe(12);
  expect(workspace.awaited.size).toBe(0);
});
