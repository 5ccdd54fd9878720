import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { browserMode } from './launch-browser-mode.ts';
import { analysed, listening, selected, taskNamed } from './on-screen.ts';

let chromium: Browser;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

test('the main job is done without a mouse: open, find, look, follow, return, prove, save, close', async () => {
  const app = await browserMode(() => chromium).launch([]);
  const { page } = app;
  const { keyboard } = page;
  const focused = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
  // Whoever clicks fails the test.
  await page.evaluate(() => {
    for (const kind of ['pointerdown', 'mousedown'])
      document.addEventListener(kind, () => {
        document.body.dataset['mouse'] = 'used';
      });
  });

  // Open.
  await listening(page);
  await keyboard.press('Control+o');
  const path = page.getByTestId('file-picker').getByLabel('Path of the dump');
  await path.waitFor();
  const onPath = (): Promise<boolean> => path.evaluate((input) => input === document.activeElement);
  for (let tabs = 0; tabs < 20 && !(await onPath()); tabs++) await keyboard.press('Tab');
  expect(await onPath()).toBe(true);
  await keyboard.type(inject('dump'));
  await keyboard.press('Enter');
  await analysed(page);

  // Find.
  await keyboard.press('Control+f');
  await keyboard.type('chain-05');
  await taskNamed(page, 'chain-05').waitFor();
  await keyboard.press('ArrowDown');
  expect(await focused()).toBe('task-tree');
  while ((await taskNamed(page, 'chain-05').getAttribute('aria-selected')) !== 'true')
    await keyboard.press('ArrowDown');
  await selected(page, 'chain-05');

  // Look at its bytes, and follow its parent.
  await keyboard.press('Enter');
  await expect.poll(focused).toBe('hex-view');
  const pid = await taskNamed(page, 'chain-05').getAttribute('data-pid');
  await keyboard.press('Control+g');
  await keyboard.type(`pid:${pid ?? ''}+real_parent`);
  await keyboard.press('Enter');
  await expect.poll(() => page.getByTestId('inspector').textContent()).toContain('chain-06');
  await page.getByTestId('hex-view').focus();
  await keyboard.press('Enter');
  await selected(page, 'chain-06');

  // Return.
  await keyboard.press('Alt+ArrowLeft');
  await selected(page, 'chain-05');

  // Prove, and save the proof.
  await keyboard.press('Alt+6');
  await page.getByTestId('evidence-panel').waitFor();
  await page.getByTestId('sha256').waitFor({ timeout: 60_000 });
  await keyboard.press('Control+Shift+p');
  await keyboard.type('report as json');
  const download = page.waitForEvent('download');
  await page.getByRole('option', { name: 'Save the report as JSON…' }).waitFor();
  await keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.json$/);

  // Close.
  await keyboard.press('Control+w');
  await expect.poll(() => page.getByTestId('task-tree').count()).toBe(0);
  expect(await page.evaluate(() => document.body.dataset['mouse'])).toBeUndefined();
  await app.close();
});
