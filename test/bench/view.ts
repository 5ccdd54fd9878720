/* Measures the window in a browser: node test/bench/view.ts [TASKS]. Prints one line a figure, with its target. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { servePage } from '../e2e/page-server.ts';

const tasks = Number(process.argv[2] ?? 100_000);
const RUNS = 7;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Milliseconds from an act in the page to the frame that shows it, the median of a few runs. */
async function typical(page: Page, act: (run: number) => string, before?: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    if (before !== undefined) {
      await page.evaluate(before);
      await page.waitForTimeout(100);
    }
    times.push(
      await page.evaluate<number>(`new Promise((resolve) => {
      const start = performance.now();
      ${act(run)};
      // The second frame begins once the first has been painted.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
    })`),
    );
  }
  return median(times);
}

/**
 * The longest time between two frames while the tree is scrolled for 120 frames: so many pixels a frame, or from top to
 * bottom. The median of a few runs, so that what else the machine does is not taken for ours.
 */
async function longestFrame(page: Page, pixels?: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await scrolledOnce(page, pixels));
  return median(times);
}

const scrolledOnce = (page: Page, pixels?: number): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    const tree = document.getElementById('task-tree');
    const last = tree.scrollHeight - tree.clientHeight;
    let longest = 0, frames = 0, before = performance.now();
    const step = (now) => {
      if (frames > 2) longest = Math.max(longest, now - before);
      before = now;
      tree.scrollTop = ${pixels === undefined ? '(last * frames) / 120' : `frames * ${String(pixels)}`};
      if (frames++ < 120) requestAnimationFrame(step); else resolve(longest);
    };
    requestAnimationFrame(step);
  })`);

const type = (text: string): string => `
  const box = document.getElementById('task-filter');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, ${JSON.stringify(text)});
  box.dispatchEvent(new Event('input', { bubbles: true }))`;

const line = (what: string, took: number, target: number): void => {
  process.stdout.write(
    `${what.padEnd(34)} ${took.toFixed(1).padStart(7)} ms   target ${String(target)} ms   ${took <= target ? 'met' : 'MISSED'}\n`,
  );
};

const server = await servePage(await mkdtemp(join(tmpdir(), 'taskshape-view-bench-')));
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(`${server.address}?tasks=${String(tasks)}&open=%2Fdumps%2Fbig.elf`);
  await page.getByTestId('status-line').getByText('Analysed').waitFor();
  await page.waitForTimeout(1000);
  process.stdout.write(`${String(tasks)} tasks; a frame is 16.7 ms, so no figure can be below two of them\n`);
  line('filter keystroke to paint', await typical(page, (run) => type(`worker-${String(run)}`)), 50);
  await page.evaluate(`{${type('')}}`);
  const command = (id: string): string => `window.taskshapeBench.commands.run(${JSON.stringify(id)})`;
  const expand = await typical(page, () => command('view.expandAll'), command('view.collapseAll'));
  line('expand all to paint', expand, 100);
  line('longest frame, wheel (100 px each)', await longestFrame(page, 100), 32);
  line('longest frame, bar dragged', await longestFrame(page), 32);
} finally {
  await browser.close();
  await server.close();
}
