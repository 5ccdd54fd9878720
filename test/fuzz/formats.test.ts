import { describe, expect, it } from 'vitest';
import { exercise } from './exercise.ts';
import { mutate, randomBehind } from './mutate.ts';
import { SEEDS } from './seeds.ts';

describe.each([...SEEDS])('files like %s', (name, original) => {
  it('open as they are', async () => {
    expect(name.startsWith((await exercise(original)).slice(0, 2)) || name.includes('flattened')).toBe(true);
  });

  it('open or are refused with a reason, whatever is changed in them', async () => {
    for (let seed = 0; seed < 120; seed++) {
      await exercise(mutate(original, seed));
      if (seed % 4 === 0) await exercise(randomBehind(original, seed));
    }
  });
});
