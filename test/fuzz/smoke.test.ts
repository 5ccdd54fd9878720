import { afterAll, describe, expect, test } from 'vitest';
import { mutateFile, mutateRecords, belowFrom } from './mutate.ts';
import { judge } from './target.ts';
import { loadTarget, TARGETS } from './targets/index.ts';

/** Changed inputs of each target; the fuzzer proper makes millions. */
const INPUTS = 30;

describe.each(TARGETS)('%s', (name) => {
  const loading = loadTarget(name);
  afterAll(async () => {
    (await loading).close?.();
  });

  test('its seeds and some changes to them end as they should', async () => {
    const target = await loading;
    const { seeds, records, mutate } = target;
    const below = belowFrom(1);
    const pick = (): Uint8Array => seeds[below(seeds.length)] ?? new Uint8Array(0);
    expect(seeds.length).toBeGreaterThan(0);
    for (let i = 0; i < INPUTS; i++) {
      const input = pick();
      const changed =
        mutate?.(input, below, pick) ??
        (records === undefined ? mutateFile(input, below, pick) : mutateRecords(input, below, pick, records));
      expect(await judge(target, i % 3 === 0 ? input : changed)).toMatchObject({ kind: 'fine' });
    }
  });
});
