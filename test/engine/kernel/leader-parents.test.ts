import { expect, test } from 'vitest';
import { AddressSpace } from '../../../src/main/engine/kernel/address-space.ts';
import { Columns } from '../../../src/main/engine/kernel/columns.ts';
import { parentOffsets } from '../../../src/main/engine/kernel/leader-parents.ts';
import { mapMemory } from '../../../src/main/engine/memory/mapped-memory.ts';
import { MemoryFile } from '../../support/memory-file.ts';

const DIRECT_MAP = 0xffff_8880_0000_0000n;
/** Tasks of this size lie side by side in memory, as in a slab. */
const SIZE = 0x100;
const LIST = 0x10;
const PARENT = 0x20;
const LEADER = 0x30;

test('a word in which the next task in memory names itself leads to no parent', () => {
  const bases = Array.from({ length: 16 }, (_, i) => 0x1000 + i * SIZE);
  const bytes = Buffer.alloc(0x4000);
  const write = (at: number, target: number): void => {
    bytes.writeBigUInt64LE(DIRECT_MAP + BigInt(target), at);
  };
  bases.forEach((base, i) => {
    write(base + LIST, (bases[(i + 1) % 16] ?? 0) + LIST);
    write(base + LIST + 8, (bases[(i + 15) % 16] ?? 0) + LIST);
    write(base + PARENT, bases[i % 3 === 0 ? 1 : 0] ?? 0);
    write(base + LEADER, base);
  });
  const { memory } = mapMemory(new MemoryFile(bytes), [{ start: 0, length: bytes.length, file: 0 }]);
  const space = new AddressSpace(memory, { wordSize: 8, byteOrder: 'little' }, DIRECT_MAP, DIRECT_MAP);
  const columns = new Columns(space, Float64Array.from(bases), 2 * SIZE);

  const found = parentOffsets(columns, new Set(bases), LIST);

  expect(found).toContain(PARENT);
  expect(found).not.toContain(SIZE + LEADER);
});
