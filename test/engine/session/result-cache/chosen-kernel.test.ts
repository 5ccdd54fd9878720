import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildGuest } from '../../../support/dump-builder/build-guest.ts';
import { OTHER_MACHINE } from '../../../support/dump-builder/other-machine.ts';
import { differences } from '../../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE, SMALL_MACHINE } from '../../../support/engine/drawings.ts';
import { temporary } from '../../../support/temporary.ts';
import { openWith, type Opening } from './opening.ts';

/** The results of kernels that a user chose where a dump holds several. */

const FIRST = buildGuest(BUSY_MACHINE, { ramSize: 4 << 20 });
const SECOND = buildGuest(SMALL_MACHINE, { ...OTHER_MACHINE, ramSize: 4 << 20 });

function place(): { dump: string; results: string } {
  const folder = temporary();
  const dump = join(folder, 'memory.raw');
  writeFileSync(dump, Buffer.concat([FIRST.raw(), SECOND.raw()]));
  return { dump, results: join(folder, 'results') };
}

/** Chooses a kernel as hosts do; answers whether its tasks came from an earlier analysis. */
async function choose({ session }: Opening, kernel: number): Promise<boolean> {
  await session.selectKernel(kernel);
  await session.keep();
  const { earlier, problem, finished } = session.snapshot();
  expect({ problem, finished }).toEqual({ problem: undefined, finished: true });
  return earlier !== undefined;
}

const tableOf = ({ session }: Opening) => session.snapshot().table ?? expect.fail('no table');
const shown = ({ session }: Opening) =>
  session.snapshot().kernels?.flatMap(({ id, current }) => (current ? [id] : []));

test('are kept apart: the dump opens with its best kernel, the other is there at once', async () => {
  const { dump, results } = place();
  const first = await openWith(dump, results);
  expect(await choose(first, 2)).toBe(false);
  expect(differences(SECOND, tableOf(first), ['physical'])).toEqual([]);

  const again = await openWith(dump, results);
  expect(again.earlier).toBe(true);
  expect(differences(FIRST, again.table)).toEqual([]);
  expect(shown(again)).toEqual([1]);
  expect(await choose(again, 2)).toBe(true);
  expect(tableOf(again)).toEqual(tableOf(first));
  expect(shown(again)).toEqual([2]);
  expect(again.session.snapshot().shape).toEqual(first.session.snapshot().shape);
  expect(again.session.snapshot().info).toEqual(first.session.snapshot().info);
  expect(again.session.describeTask(1)).toEqual(first.session.describeTask(1));
  // And back.
  expect(await choose(again, 1)).toBe(true);
  expect(differences(FIRST, tableOf(again))).toEqual([]);
});

test('are as little believed as any other result', async () => {
  const { dump, results } = place();
  await choose(await openWith(dump, results), 2);
  const [best = '', chosen = ''] = readdirSync(results).toSorted((a, b) => a.length - b.length);
  // Somebody has put the one in the place of the other.
  copyFileSync(join(results, best), join(results, chosen));
  const again = await openWith(dump, results);
  expect(await choose(again, 2)).toBe(false);
  expect(differences(SECOND, tableOf(again), ['physical'])).toEqual([]);
  // A damaged one is dropped, and found anew.
  writeFileSync(join(results, chosen), 'TSRESULT');
  const third = await openWith(dump, results);
  expect(await choose(third, 2)).toBe(false);
  expect(await choose(third, 1)).toBe(true);
});

test('are found anew without the best one taking the place of the chosen one', async () => {
  const { dump, results } = place();
  const first = await openWith(dump, results);
  // Chosen from a result that was kept, the kernel has not been looked for in this session.
  for (const opening of [first, await openWith(dump, results)]) {
    const { session } = opening;
    const kept = await choose(opening, 2);
    expect(kept).toBe(opening !== first);
    await session.analyseAgain();
    expect(session.snapshot().earlier).toBeUndefined();
    expect(shown(opening)).toEqual([2]);
    expect(differences(SECOND, tableOf(opening), ['physical'])).toEqual([]);
    // Who goes back to the best one has that one analysed.
    await choose(opening, 1);
    await session.analyseAgain();
    expect(shown(opening)).toEqual([1]);
    expect(differences(FIRST, tableOf(opening))).toEqual([]);
  }
});
