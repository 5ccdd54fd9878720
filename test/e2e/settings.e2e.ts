import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import type { ElectronDouble } from '../support/electron/electron-double.ts';
import { browserMode } from './launch-browser-mode.ts';
import { startDouble } from './launch-double.ts';
import { analysed, tree } from './on-screen.ts';
import type { RunningApp } from './running-app.ts';

/** How the view looks and speaks, in both hosts. */

let chromium: Browser;
let app: RunningApp | undefined;
const doubles: ElectronDouble[] = [];
beforeAll(async () => {
  chromium = await launchChromium();
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  for (const double of doubles.splice(0)) await double.close();
});
afterAll(() => chromium.close());

async function browser(): Promise<Page> {
  app = await browserMode(() => chromium).launch([inject('dump')]);
  await analysed(app.page);
  return app.page;
}
const setting = (page: Page, name: string) => page.locator(`[data-setting="${name}"]`);
const style = (page: Page, selector: string, property: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

test('every setting changes what is on screen, and outlives a reload', async () => {
  const page = await browser();
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await setting(page, 'theme').selectOption('dark');
  expect(await style(page, 'body', 'background-color')).toBe('rgb(20, 22, 26)');
  await setting(page, 'theme').selectOption('light');
  expect(await style(page, 'body', 'background-color')).toBe('rgb(255, 255, 255)');
  await setting(page, 'motion').selectOption('reduced');
  expect(await style(page, '.dot', 'animation-duration')).toBe('0s');
  await setting(page, 'treeSize').selectOption('150');
  expect(parseFloat(await style(page, '.tree-comm', 'font-size'))).toBeCloseTo(12.5 * 1.5, 0);
  await setting(page, 'hexFont').fill('DejaVu Sans Mono');
  expect(await style(page, '.hex-bytes', 'font-family')).toContain('DejaVu Sans Mono');
  await setting(page, 'hexFont').fill("x'; }");
  expect(await setting(page, 'hexFont').getAttribute('aria-invalid')).toBe('true');
  expect(await style(page, '.hex-bytes', 'font-family')).toContain('DejaVu Sans Mono');
  await setting(page, 'bytesPerRow').selectOption('32');
  expect((await page.locator('.hex-head .hex-bytes').textContent())?.trim()).toMatch(/1f$/);
  await setting(page, 'groupAddresses').check();
  expect(await page.locator('.hex-main .hex-address').first().textContent()).toMatch(
    /^[0-9a-f]{8}_[0-9a-f]{8}$/,
  );
  await setting(page, 'timeFormat').selectOption('dump');
  await page.keyboard.press('Escape');
  const started = tree(page).locator('[data-pid="1"] .tree-cell').nth(4);
  expect(await started.textContent()).toMatch(/^−/);

  await page.reload();
  await analysed(page);
  expect(await style(page, 'body', 'background-color')).toBe('rgb(255, 255, 255)');
  expect((await page.locator('.hex-head .hex-bytes').textContent())?.trim()).toMatch(/1f$/);
  expect(await started.textContent()).toMatch(/^−/);
});

test('the language is the browser’s, or the chosen one, at once and with its numbers', async () => {
  const page = await browser();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.keyboard.press('Control+,');
  await setting(page, 'language').selectOption('de');
  await page.getByRole('dialog', { name: 'Einstellungen' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Felder' }).waitFor();
  expect(await page.getByTestId('totals').textContent()).toMatch(/Prozesse.*Threads/);
  expect(await page.getByTestId('status-line').textContent()).toMatch(/\d,\d{2} s|\d ms/);
  expect(await tree(page).locator('[data-pid="1"]').textContent()).toMatch(/\d,\d\d s/);
});

test('bytes lie under the mouse in rows of every width', async () => {
  const page = await browser();
  for (const width of ['8', '32', '16']) {
    await page.keyboard.press('Control+,');
    await setting(page, 'bytesPerRow').selectOption(width);
    await page.keyboard.press('Escape');
    const row = page.locator('.hex-main .hex-row[data-address]').nth(2);
    const start = BigInt((await row.getAttribute('data-address')) ?? 0);
    const box = await row.locator('.hex-ascii').boundingBox();
    if (box === null) throw new Error('the row is not drawn');
    const last = Number(width) - 1;
    await page.mouse.move(box.x + (box.width * (last + 0.5)) / Number(width), box.y + box.height / 2);
    await page.mouse.down({ button: 'right' });
    await page.keyboard.press('Escape');
    const shown = await page.getByTestId('inspector').locator('.mono').first().textContent();
    const at = BigInt(shown ?? 0);
    // A field that ends there is selected whole.
    expect(Number(start) + last - Number(at), `${width}: ${shown ?? ''} from ${String(start)}`).toBeLessThan(
      16,
    );
    expect(at <= start + BigInt(last), `${width}: ${shown ?? ''} from ${String(start)}`).toBe(true);
  }
});

test('zoom goes up, down and back by key, in browser mode', async () => {
  const page = await browser();
  const size = (): Promise<string> => style(page, 'html', 'font-size');
  await page.keyboard.press('Control++');
  await expect.poll(size).toBe('17.6px');
  await page.keyboard.press('Control+-');
  await page.keyboard.press('Control+-');
  await expect.poll(size).toBe('14.4px');
  await page.keyboard.press('Control+0');
  await expect.poll(size).toBe('16px');
});

test.each([
  ['150 %', 3],
  ['200 %', 5],
])('at a zoom of %s every control is still in the window', async (_, presses) => {
  const page = await browser();
  for (let press = 0; press < presses; press++) await page.keyboard.press('Control++');
  await expect.poll(() => style(page, 'html', 'font-size')).toBe(presses === 3 ? '24px' : '32px');
  const outside = (): Promise<readonly string[]> =>
    page
      .locator('.tabs button, .toolbar button, .toolbar input, .panel-tab, .status > *')
      .evaluateAll((controls) =>
        controls
          .filter((control) => {
            const { left, right, top, bottom } = control.getBoundingClientRect();
            return left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
          })
          .map((control) => control.outerHTML),
      );
  await expect.poll(outside).toEqual([]);
  // What the fields hold has a column as wide as ever, and the bytes have lines of their own.
  expect(
    await page.locator('.field-table .col-value').evaluate((column) => column.getBoundingClientRect().width),
  ).toBeGreaterThan(100);
  expect(await page.locator('.hex-main .hex-row').count()).toBeGreaterThan(3);
  // Fields are in sight at once, the bytes below them are scrolled to.
  const inSight = page.locator('.field-row').evaluateAll(
    (rows) =>
      rows.filter((row) => {
        const { left, top, height } = row.getBoundingClientRect();
        return document.elementFromPoint(left + 20, top + height / 2)?.closest('tr') === row;
      }).length,
  );
  expect(await inSight).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('F6');
  await page.getByTestId('hex-view').focus();
  await expect
    .poll(() =>
      page.getByTestId('hex-view').evaluate((view) => {
        const { left, top } = view.getBoundingClientRect();
        return view.contains(document.elementFromPoint(left + 20, top + 40));
      }),
    )
    .toBe(true);
});

test('the desktop keeps settings in its own file, for all windows, menus and dialogs', async () => {
  const userData = mkdtempSync(join(inject('folder'), 'settings-'));
  const first = await startDouble(chromium, [], userData);
  doubles.push(first);
  const { page } = await first.window();
  await page.getByTestId('empty-state').waitFor();
  first.main.tell({ type: 'menu', item: 'view.settings' });
  await setting(page, 'language').selectOption('de');
  await setting(page, 'theme').selectOption('dark');
  await page.keyboard.press('Escape');
  first.main.tell({ type: 'menu', item: 'view.zoomIn' });
  await expect.poll(() => style(page, 'html', 'font-size')).toBe('17.6px');
  first.main.tell({ type: 'menu', item: 'file.newWindow' });
  const { page: second } = await first.window(1);
  await second.getByText('Die Prozesse in einem Linux-Speicherabbild sehen').waitFor();
  await expect.poll(() => style(second, 'html', 'font-size')).toBe('17.6px');
  await first.close();
  doubles.length = 0;
  // Another page, with nothing in a store of its own.
  const again = await startDouble(chromium, [], userData);
  doubles.push(again);
  const { page: later } = await again.window();
  await later.getByText('Die Prozesse in einem Linux-Speicherabbild sehen').waitFor();
  expect(await style(later, 'body', 'background-color')).toBe('rgb(20, 22, 26)');
});
