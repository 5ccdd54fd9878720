import { decodeUnit } from '../../../src/main/engine/memory/decode/decode-unit.ts';
import type { Target } from '../target.ts';

const kept: Uint8Array[] = [];

/** Does what a bug would do, as the input says. */
export const selfTest: Target = {
  seeds: [Uint8Array.of(0)],
  covers: ['src/main/engine/memory/decode/decode-unit'],
  run: async (input) => {
    if (input.length === 2 || input.length === 3) throw new TypeError(`a bug in ${input.length} bytes`);
    const order = Buffer.from(input).toString('latin1');
    while (order === 'hang') decodeUnit(0, input, new Uint8Array(1));
    if (order === 'crash') process.abort();
    while (order === 'eat memory') {
      kept.push(new Uint8Array(64 * 2 ** 20).fill(1));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return decodeUnit(0, input, new Uint8Array(1)) ? 'one byte' : 'other';
  },
};
