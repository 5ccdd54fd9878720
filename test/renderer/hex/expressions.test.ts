import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../src/renderer/hex/address.ts';

describe('an expression', () => {
  test('goes to a place in a task’s struct', () => {
    expect(parseDestination('init_task+0x8b0')).toEqual({ type: 'inTask', offset: 0x8b0n });
    expect(parseDestination('pid:1+comm')).toEqual({ type: 'inTask', pid: 1, field: 'comm', offset: 0n });
    expect(parseDestination('pid:1 + tasks + 8')).toEqual({
      type: 'inTask',
      pid: 1,
      field: 'tasks',
      offset: 8n,
    });
  });
  test('adds to an address and takes from it', () => {
    expect(parseDestination('ffff888000001000+10')).toEqual({
      type: 'address',
      address: 0xffff888000001010n,
    });
    expect(parseDestination('1000-0x10')).toEqual({ type: 'address', address: 0xff0n });
  });
  test('names a range by its first and last address', () => {
    expect(parseDestination('1000..0x1fff')).toEqual({ type: 'range', first: 0x1000n, last: 0x1fffn });
    expect(parseDestination('1000 .. 1000+20')).toEqual({ type: 'range', first: 0x1000n, last: 0x1020n });
  });
  test('with a length instead of an end, from a task on too', () => {
    expect(parseDestination('1000..+1f')).toEqual({ type: 'range', first: 0x1000n, last: 0x101fn });
    expect(parseDestination('pid:1 .. +0x8bf')).toEqual({
      type: 'inTask',
      pid: 1,
      offset: 0n,
      length: 0x8c0n,
    });
    expect(parseDestination('init_task+comm..+f')).toEqual({
      type: 'inTask',
      field: 'comm',
      offset: 0n,
      length: 16n,
    });
  });
  test.each([
    '1000..+',
    '1000..+x',
    '..+10',
    '1000..2000..+10',
    'fffffffffffffff0..+10',
    '1000..',
    '..1000',
    '1000..fff',
    'pid:1..2000',
    '1..2..3',
  ])('%s is no range', (text) => {
    expect(parseDestination(text)).toBeUndefined();
  });
  test.each(['pid:1+', 'pid:1+nonsense', '0-1', 'ffff888000001000+comm', 'init_task+comm+comm', '+5'])(
    '%s is none',
    (text) => {
      expect(parseDestination(text)).toBeUndefined();
    },
  );
});
