import { expect, test } from 'vitest';
import { setMap } from '../../../src/renderer/workspace/map-view.ts';
import { setFolded } from '../../../src/renderer/workspace/tree-view.ts';
import { front, settled, windowOf } from '../support/work-in.ts';

test('two tasks that are compared stay those where a newer table numbers them anew', async () => {
  const { workspace, carrier } = windowOf({ open: ['/dumps/a.elf'] });
  await settled(workspace, 1);
  const { id } = front(workspace);
  workspace.update(id, (now) => ({ ...now, compared: [1, 199] }));
  const { table } = carrier;
  const swapped = { ...table, count: table.count - 1, address: table.address.slice(0, -1) };
  [swapped.address[1], swapped.address[2]] = [table.address[2] ?? 0n, table.address[1] ?? 0n];
  carrier.emit({ type: 'changed', session: id, changes: { table: swapped } });
  expect(front(workspace).compared).toEqual([2, -1]);
});

test('a newer table keeps what is folded, whatever the rows are now', async () => {
  const { workspace, carrier } = windowOf({ open: ['/dumps/a.elf'] });
  await settled(workspace, 1);
  const { id } = front(workspace);
  setFolded(workspace, id, [1], true);
  const { table } = carrier;
  // The same tasks without the last one, two of them in each other's rows.
  const swapped = { ...table, count: table.count - 1, address: table.address.slice(0, -1) };
  [swapped.address[1], swapped.address[2]] = [table.address[2] ?? 0n, table.address[1] ?? 0n];
  carrier.emit({ type: 'changed', session: id, changes: { table: swapped } });
  const { collapsed } = front(workspace).tree;
  expect([collapsed[1], collapsed[2]]).toEqual([0, 1]);
});

test('a newer table keeps what the map is zoomed into; where an end of it has gone, the map shows all', async () => {
  const { workspace, carrier } = windowOf({ open: ['/dumps/a.elf'] });
  await settled(workspace, 1);
  const { id } = front(workspace);
  const { table } = carrier;
  const swapped = { ...table, count: table.count - 1, address: table.address.slice(0, -1) };
  [swapped.address[1], swapped.address[2]] = [table.address[2] ?? 0n, table.address[1] ?? 0n];
  for (const [before, after] of [
    [
      { root: 1, last: undefined },
      { root: 2, last: undefined },
    ],
    [
      { root: 1, last: 40 },
      { root: 2, last: 40 },
    ],
    [
      { root: 1, last: table.count - 1 },
      { root: -1, last: undefined },
    ],
  ] as const) {
    carrier.emit({ type: 'changed', session: id, changes: { table } });
    setMap(workspace, id, before);
    carrier.emit({ type: 'changed', session: id, changes: { table: swapped } });
    expect(front(workspace).map).toMatchObject(after);
  }
});
