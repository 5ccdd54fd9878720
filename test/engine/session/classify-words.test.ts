import { beforeAll, describe, expect, test } from 'vitest';
import type { ContentRun } from '../../../src/shared/api.ts';
import { classifyWords } from '../../../src/main/engine/session/classify-words.ts';
import { TargetResolver } from '../../../src/main/engine/session/resolve-target.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { understand, type FullAnalysis } from '../../support/engine/analyse-guest.ts';
import { BUSY_MACHINE } from '../../support/engine/drawings.ts';

const PID = 300;

function contentOf({ kernel, shape, table }: FullAnalysis): readonly ContentRun[] {
  const base = table.physical[table.pid.indexOf(PID)] ?? NaN;
  return classifyWords(kernel.space, shape, base, new TargetResolver(kernel.space, shape, table));
}

const classAt = (runs: readonly ContentRun[], offset: number): string | undefined =>
  runs.find((run) => offset >= run.offset && offset < run.offset + run.length)?.content;

describe.each([
  { wordSize: 8, byteOrder: 'little' },
  { wordSize: 4, byteOrder: 'big' },
] as const)('words that no field is known for ($wordSize bytes, $byteOrder-endian)', (machine) => {
  const guest = buildGuest(BUSY_MACHINE, { ...machine, ramSize: 4 << 20 });
  let before: FullAnalysis;
  let runs: readonly ContentRun[];
  const written = new Map<string, number>();

  beforeAll(async () => {
    before = await understand(guest);
    // Words of the task that belong to nothing known are overwritten with one of each class.
    const { memory } = guest;
    const { object } = guest.task(PID);
    const free = contentOf(before)
      .filter(({ content }) => content !== 'missing')
      .flatMap(({ offset, length }) =>
        Array.from({ length: length / machine.wordSize }, (_, i) => offset + i * machine.wordSize),
      )
      .slice(-6);
    const text = machine.byteOrder === 'big' ? 0x6261_7368n : 0x6873_6162n;
    const values: readonly (readonly [string, bigint])[] = [
      ['zero', 0n],
      ['task', guest.task(400).truth.address + BigInt(machine.wordSize)],
      ['image', guest.idle.truth.address + 0x4000n],
      ['direct-map', memory.virtualOf(guest.task(PID).signal.physical)],
      ['text', text],
      ['integer', 77n],
    ];
    values.forEach(([content, value], i) => {
      const offset = free[i] ?? NaN;
      memory.writeWord(object.physical + offset, value);
      written.set(content, offset);
    });
    runs = contentOf(await understand(guest));
  });

  test.each(['zero', 'task', 'image', 'direct-map', 'text', 'integer'])('show %s', (content) => {
    // One mapping for all, as on 32-bit machines, has no image apart.
    const isOneMapping = before.kernel.space.image === before.kernel.space.directMap;
    const expected = content === 'image' && isOneMapping ? 'direct-map' : content;
    expect(classAt(runs, written.get(content) ?? NaN)).toBe(expected);
  });

  test('and known fields make up the whole struct, without overlap', () => {
    const covered = new Uint8Array(before.shape.extent);
    for (const { offset, length } of runs)
      for (let at = offset; at < offset + length; at++) covered[at] = (covered[at] ?? 0) + 1;
    for (const { struct, offset, width } of before.shape.fields) {
      if (struct !== 'task_struct') continue;
      const { wordSize } = machine;
      const from = offset - (offset % wordSize);
      covered.fill(2, from, Math.ceil((offset + width) / wordSize) * wordSize);
      expect(classAt(runs, offset)).toBeUndefined();
    }
    expect(covered.includes(0)).toBe(false);
  });
});
