/* Measures the window in a browser: node test/bench/view.ts [TASKS]. Prints one line a figure, with its target. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { buildPage } from '../e2e/look/build.mjs';

const tasks = Number(process.argv[2] ?? 100_000);
const RUNS = 7;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Milliseconds from an act in the page to the frame that shows it, the best of a few runs. */
async function best(page: Page, act: (run: number) => string): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const took = await page.evaluate<number>(`new Promise((resolve) => {
      const start = performance.now();
      ${act(run)};
      // The second frame begins once the first has been painted.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
    })`);
    least = Math.min(least, took);
  }
  return least;
}

/** The longest time between two frames while the tree is scrolled: so many pixels a frame, or from top to bottom. */
const longestFrame = (page: Page, pixels?: number): Promise<number> =>
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

const root = await mkdtemp(join(tmpdir(), 'taskshape-view-bench-'));
await buildPage(root);
const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
  const file = path === '/' ? '/index.html' : path;
  readFile(join(root, file)).then(
    (body) => response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(body),
    () => response.writeHead(404).end(),
  );
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(`http://127.0.0.1:${String(port)}/?tasks=${String(tasks)}&open=%2Fdumps%2Fbig.elf`);
  await page.getByTestId('status-line').getByText('Analysed').waitFor();
  await page.waitForTimeout(1000);
  process.stdout.write(`${String(tasks)} tasks; a frame is 16.7 ms, so no figure can be below two of them\n`);
  line('filter keystroke to paint', await best(page, (run) => type(`worker-${String(run)}`)), 50);
  await page.evaluate(`{${type('')}}`);
  const command = (id: string): string => `window.taskshapeBench.commands.run(${JSON.stringify(id)})`;
  let expand = Infinity;
  for (let run = 0; run < RUNS; run++) {
    await page.evaluate(command('view.collapseAll'));
    await page.waitForTimeout(100);
    expand = Math.min(
      expand,
      await page.evaluate<number>(`new Promise((resolve) => {
        const start = performance.now();
        ${command('view.expandAll')};
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
      })`),
    );
  }
  line('expand all to paint', expand, 100);
  line('longest frame, wheel (100 px each)', await longestFrame(page, 100), 32);
  line('longest frame, bar dragged', await longestFrame(page), 32);
} finally {
  await browser.close();
  server.close();
  await rm(root, { recursive: true });
}
