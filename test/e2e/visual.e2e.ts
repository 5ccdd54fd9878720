import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { servePage, type PageServer } from './page-server.ts';

/**
 * The three states of the window in both themes, held against the pictures in `visual/`. After a change that is meant:
 * `TASKSHAPE_DRAW=1 npm run test:e2e -- test/e2e/visual.e2e.ts`, and look at what changed before committing it.
 */
const BASELINES = join(import.meta.dirname, 'visual');
/** Pictures of what was seen instead, and where it differs. */
const RESULTS = join(import.meta.dirname, '..', '..', 'test-results');

const OPEN = 'open=%2Fdumps%2Fweb-1.elf';
const STATES = {
  empty: 'recent=/dumps/web-1.elf&recent=/home/ana/captures/db-server.raw',
  analysing: `until=early&${OPEN}`,
  analysed: `tasks=10000&${OPEN}`,
} as const;

/** Share of pixels that may differ: edges of letters are rounded otherwise on another processor. */
const TOLERANCE = 0.0002;

let browser: Browser;
let server: PageServer;
beforeAll(async () => {
  // The browser's own font, so that letters are the same on every machine.
  browser = await launchChromium({ ownFonts: true });
  server = await servePage(mkdtempSync(join(tmpdir(), 'taskshape-visual-')));
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function picture(query: string, colorScheme: 'light' | 'dark'): Promise<Buffer> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  // Time stands where it is told to: what the page says of it is always the same.
  await page.clock.install({ time: new Date('2026-01-01T12:00:00Z') });
  await page.goto(`${server.address}?${query}`);
  await page.clock.runFor(3000);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.clock.runFor(1000);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await page.close();
  return png;
}

const CASES = Object.entries(STATES).flatMap(([state, query]) =>
  (['light', 'dark'] as const).map((theme) => ({ name: `${state}-${theme}`, query, theme })),
);

test.each(CASES)('$name looks as it did', async ({ name, query, theme }) => {
  const seen = await picture(query, theme);
  const path = join(BASELINES, `${name}.png`);
  if (process.env['TASKSHAPE_DRAW'] === '1') {
    mkdirSync(BASELINES, { recursive: true });
    writeFileSync(path, seen);
  }
  expect(existsSync(path), `${path} is missing: draw it with TASKSHAPE_DRAW=1`).toBe(true);
  const before = PNG.sync.read(readFileSync(path));
  const now = PNG.sync.read(seen);
  expect([now.width, now.height]).toEqual([before.width, before.height]);
  const difference = new PNG({ width: now.width, height: now.height });
  const pixels = pixelmatch(before.data, now.data, difference.data, now.width, now.height, {
    threshold: 0.15,
    includeAA: true, // letters consist of little else
  });
  const share = pixels / (now.width * now.height);
  if (share > TOLERANCE) {
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(join(RESULTS, `${name}-seen.png`), seen);
    writeFileSync(join(RESULTS, `${name}-difference.png`), PNG.sync.write(difference));
  }
  expect(share, `${name} differs: see ${RESULTS}`).toBeLessThanOrEqual(TOLERANCE);
});

test('a change of one button would be seen', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto(`${server.address}?${STATES.analysed}`);
  await page.getByTestId('status-line').waitFor();
  const before = PNG.sync.read(await page.screenshot({ animations: 'disabled' }));
  await page.locator('[data-command="file.open"]').evaluate((button) => {
    button.style.opacity = '0';
  });
  const now = PNG.sync.read(await page.screenshot({ animations: 'disabled' }));
  await page.close();
  const pixels = pixelmatch(before.data, now.data, undefined, now.width, now.height, {
    threshold: 0.15,
    includeAA: true,
  });
  expect(pixels / (now.width * now.height)).toBeGreaterThan(TOLERANCE);
});
