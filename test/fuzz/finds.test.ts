import { describe, expect, test } from 'vitest';
import { judge } from './target.ts';
import { loadTarget } from './targets/index.ts';

/** Inputs that once broke something, made small: target, what it was, and the input in hexadecimal digits. */
const FINDS: readonly (readonly [string, string, string])[] = [
  [
    'engine',
    'thousands of names of the idle task close together, each of whose surroundings was split into words four times',
    '080017ff09ad8f4f95bca7b80b0f181b07b7f2400ba20db323ffd040',
  ],
  [
    'engine',
    'rings that turn in a circle where image and direct map overlap, and were walked four million steps',
    '0900fdff0c326fcebbffe2910be57833f3ff7e400afe41df61fc6d40',
  ],
];

describe.each(FINDS)('%s', (name, what, input) => {
  test(`withstands ${what}`, async () => {
    const target = await loadTarget(name);
    const bytes = new Uint8Array(Buffer.from(input, 'hex'));
    let verdict = await judge(target, bytes);
    // A busy machine makes CPU time dearer: what is slow must be so thrice.
    for (let i = 0; i < 2 && verdict.kind === 'find' && verdict.key === 'slow'; i++)
      verdict = await judge(target, bytes);
    expect(verdict).toMatchObject({ kind: 'fine' });
    target.close?.();
  });
});
