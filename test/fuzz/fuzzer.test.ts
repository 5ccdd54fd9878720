import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { temporary } from '../support/temporary.ts';
import { Counters, OPEN_COUNTERS } from './coverage/counters.ts';
import { instrument } from './coverage/instrument.ts';
import { fuzzTarget } from './fuzz-target.ts';
import { minimise } from './minimise.ts';
import { readOptions } from './options.ts';
import { Prober } from './supervisor.ts';

function folder(): string {
  const path = temporary();
  for (const part of ['corpus', 'current', 'finds']) mkdirSync(join(path, part));
  return path;
}

describe('the fuzzer', () => {
  test.each([
    ['hang', 'hang'],
    ['crash', 'crash'],
    ['eat memory', 'memory'],
    ['bug', 'TypeError | a bug in # bytes'],
  ])('sees what input %j does: %s', async (input, key) => {
    const prober = new Prober('self-test', folder(), {}, 1);
    const verdict = await prober.run(new Uint8Array(Buffer.from(input, 'latin1')));
    expect(verdict.kind === 'find' && verdict.key).toContain(key);
    // And goes on with the next one.
    expect(await prober.run(Uint8Array.of(1))).toEqual({ kind: 'fine', end: 'one byte' });
    prober.end();
  });

  test('finds a bug by itself, makes its input small, and keeps both it and what it learned', async () => {
    const path = folder();
    const finds = await fuzzTarget('self-test', {
      folder: path,
      environment: {},
      milliseconds: 1500,
      seed: 5,
    });
    expect(finds).toBeGreaterThan(0);
    expect(readdirSync(join(path, 'finds')).length).toBeGreaterThanOrEqual(2);
    expect(readdirSync(join(path, 'corpus', 'self-test')).length).toBeGreaterThan(0);
  });
});

test('branches are counted where they are taken, and nowhere else', () => {
  const counters = new Counters();
  const code = instrument(
    'const f = (x: number): string => { if (x > 0) return "up"; return x < 0 ? "down" : "none"; }; f(1); f(1); f(-1);',
    'some.ts',
  );
  runInNewContext(code, {
    [OPEN_COUNTERS]: (file: string, count: number) => counters.open(file, count),
  });
  // The function thrice, its first arm twice, the second arm once, the third never.
  expect([...counters.all.subarray(0, counters.used)].sort()).toEqual([0, 1, 2, 3]);
  expect(counters.placesOf(['some'])).toHaveLength(4);
  expect(counters.placesOf(['other'])).toEqual([]);
});

test('an input is made as small as what it shows allows', async () => {
  const input = Uint8Array.from({ length: 100 }, (_, i) => i);
  const small = await minimise(
    input,
    { head: 0, size: 1 },
    (bytes) => Promise.resolve(bytes.includes(42) && bytes.includes(77)),
    () => false,
  );
  expect([...small]).toEqual([42, 77]);
});

test('the time on the command line has units', () => {
  expect(readOptions(['30m', '--target', 'elf', '--seed', '4'])).toEqual({
    time: 1_800_000,
    targets: ['elf'],
    seed: 4,
    sanitize: false,
    table: false,
  });
  expect(() => readOptions(['--what'])).toThrow('npm run fuzz');
});
