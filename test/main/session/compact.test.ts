import { expect, test } from 'vitest';
import { compact } from '../../../src/main/engine/session/compact.ts';

test('a view of a part becomes a copy of that part, ready to transfer', () => {
  const block = new Uint32Array(1000).fill(7);
  const transfer: ArrayBuffer[] = [];
  const out = compact({ table: { pid: block.subarray(10, 12) } }, transfer) as {
    table: { pid: Uint32Array };
  };
  expect(out.table.pid).toEqual(Uint32Array.of(7, 7));
  expect(transfer).toEqual([out.table.pid.buffer]);
  expect(block).toHaveLength(1000);
});

test('a whole buffer stays with its owner', () => {
  const whole = new BigUint64Array(4);
  const transfer: ArrayBuffer[] = [];
  expect((compact([{ whole }], transfer) as [{ whole: unknown }])[0].whole).toBe(whole);
  expect(transfer).toEqual([]);
});
