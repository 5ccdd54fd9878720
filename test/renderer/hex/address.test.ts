import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../src/renderer/hex/address.ts';

describe('what is typed into the address box', () => {
  const address = (value: bigint) => ({ type: 'address', address: value });
  test.each([
    ['ffff888000001000', address(0xffff_8880_0000_1000n)],
    ['0xFFFF888000001000', address(0xffff_8880_0000_1000n)],
    [' ffff8880_0000_1000 ', address(0xffff_8880_0000_1000n)],
    ["ffff8880'00001000", address(0xffff_8880_0000_1000n)],
    ['10', address(0x10n)],
    ['ffffffffffffffff', address(0xffff_ffff_ffff_ffffn)],
    ['pid:1', { type: 'pid', pid: 1 }],
    ['PID: 42', { type: 'pid', pid: 42 }],
  ])('%s', (text, expected) => {
    expect(parseDestination(text)).toEqual(expected);
  });
  test.each(['', 'xyz', '0x', '10000000000000000', 'pid:', 'pid:x', '-1'])('“%s” is none', (text) => {
    expect(parseDestination(text)).toBeUndefined();
  });
});
