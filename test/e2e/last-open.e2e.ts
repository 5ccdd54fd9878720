import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { DRAWING } from '../support/drawn-dump.ts';
import { buildGuest } from '../support/dump-builder/build-guest.ts';
import { OTHER_MACHINE } from '../support/dump-builder/other-machine.ts';
import { axe } from './axe.ts';
import { serveBuilt, type Served } from './launch-browser-mode.ts';
import { analysed, fieldRow, openByPath, problem, select, selected, taskNamed } from './on-screen.ts';
import { run } from './workbench-page.ts';

/** What browser mode remembers over the end of its server: recent dumps, and what was open. */

let chromium: Browser;
let config: string;
const running: Served[] = [];
beforeAll(async () => {
  chromium = await launchChromium();
});
beforeEach(() => {
  config = mkdtempSync(join(inject('folder'), 'config-'));
});
afterEach(async () => {
  for (const context of chromium.contexts()) await context.close();
  for (const server of running.splice(0)) await server.stop();
});
afterAll(() => chromium.close());

/** A server with this test's configuration, on any free port: no page of it shares a store with the last one's. */
async function start(root = inject('folder')): Promise<{ page: Page; url: string; stop: Served['stop'] }> {
  const before = process.env['TASKSHAPE_CONFIG'];
  process.env['TASKSHAPE_CONFIG'] = config;
  const server = await serveBuilt(['--root', root]);
  process.env['TASKSHAPE_CONFIG'] = before;
  running.push(server);
  const context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByTestId('empty-state').or(page.getByTestId('status-line')).waitFor();
  return { page, url: server.url, stop: server.stop };
}

async function openAnalysed(page: Page, path: string): Promise<void> {
  await openByPath(page, path);
  await analysed(page);
}

const offer = (page: Page) => page.getByTestId('last-open');
const recent = (page: Page) => page.getByTestId('recent-list').locator('li');
const inspector = (page: Page) => page.getByTestId('inspector');
const tabs = (page: Page) => page.getByRole('tablist', { name: 'Open dumps' }).getByRole('tab');
const aMoment = (page: Page): Promise<void> => page.waitForTimeout(900);

test('after the server has started anew, what was open is offered, and looks as it was left', async () => {
  const second = join(inject('folder'), 'second.elf');
  copyFileSync(inject('dump'), second);
  const first = await start();
  await openAnalysed(first.page, inject('dump'));
  await openAnalysed(first.page, second);
  await select(first.page, 'chain-top');
  await first.page.keyboard.press('Alt+6');
  await first.page.getByTestId('filter').fill('');
  await taskNamed(first.page, 'fan-out').locator('[data-twist]').click();
  await taskNamed(first.page, 'leaf-00').waitFor({ state: 'detached' });
  await first.page.keyboard.press('Alt+1');
  await fieldRow(first.page, 'sibling').locator('.field-select').click();
  await first.page.keyboard.press('Alt+6');
  await first.page.locator('[data-command="view.physical"]').click();
  await first.page.locator('[data-testid="hex-view"][data-space="physical"]').waitFor();
  const inspected = await inspector(first.page).textContent();
  await aMoment(first.page);
  await first.stop();

  // Not taking the offer forgets nothing.
  const declined = await start();
  await offer(declined.page).waitFor();
  await declined.stop();

  const { page } = await start();
  await offer(page).getByText('dump.elf and second.elf').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect([colorScheme, await axe(page)]).toEqual([colorScheme, []]);
  }
  await page.getByRole('button', { name: 'Reopen the 2 dumps of last time' }).click();
  await analysed(page);
  await expect.poll(() => tabs(page).count()).toBe(2);
  await page.locator('[role="tab"][aria-selected="true"]').getByText('second.elf').waitFor();
  await selected(page, 'chain-top');
  await page.getByRole('tab', { name: 'Evidence', selected: true }).waitFor();
  expect(await taskNamed(page, 'leaf-00').count()).toBe(0);
  expect(await taskNamed(page, 'fan-out').count()).toBe(1);
  await page.locator('[data-testid="hex-view"][data-space="physical"]').waitFor();
  await expect.poll(() => inspector(page).textContent()).toBe(inspected);
  // Before the field was clicked the start of the task was in view, by its virtual address.
  await page.keyboard.press('Alt+ArrowLeft');
  await page
    .locator('[data-testid="hex-view"][data-space="virtual"] .hex-task')
    .getByText('chain-top')
    .waitFor();
  await page.keyboard.press('Alt+ArrowRight');
  await page.locator('[data-testid="hex-view"][data-space="physical"]').waitFor();
  await page.getByTestId('filter').fill('chain');

  // A tab that loads anew looks as before as well.
  await aMoment(page);
  await page.reload();
  await selected(page, 'chain-top');
  expect(await page.getByTestId('filter').inputValue()).toBe('chain');
  expect(await tabs(page).count()).toBe(2);
  rmSync(second);
});

test('what was searched for, what was compared and which kernel was shown come back', async () => {
  const first = buildGuest(DRAWING, { ramSize: 8 << 20 });
  const second = buildGuest(DRAWING, { ...OTHER_MACHINE, ramSize: 8 << 20 });
  const both = join(inject('folder'), 'both.raw');
  writeFileSync(both, Buffer.concat([first.raw(), second.raw()]));
  const { page: before, stop } = await start();
  await openAnalysed(before, both);
  const kernel = (page: Page) => page.getByLabel('Kernel whose tasks are shown');
  await kernel(before).selectOption('2');
  await before.getByTestId('status-line').getByText('Linux 4.19.0-drawn ·').waitFor();
  await analysed(before);
  await select(before, 'cron');
  await before.getByTestId('filter').fill('');
  await taskNamed(before, 'bash').click({ modifiers: ['Control'] });
  await run(before, 'Compare the structs');
  const compared = before.getByTestId('compare-panel').locator('.compare-task');
  const names = await compared.allTextContents();
  expect(names.join()).toContain('cron');
  await before.keyboard.press('Control+Shift+f');
  await before.getByLabel('What to search for').selectOption('utf16');
  await before.getByTestId('memory-search').fill('secret');
  await before.getByTestId('memory-search').press('Enter');
  await aMoment(before);
  await stop();

  const { page } = await start();
  await page.getByRole('button', { name: /^Reopen/ }).click();
  await page.getByTestId('status-line').getByText('Linux 4.19.0-drawn ·').waitFor();
  await analysed(page);
  // Chosen once, it is known from then on.
  await page.getByTestId('earlier').waitFor();
  await selected(page, 'bash');
  expect(await kernel(page).inputValue()).toBe('2');
  // Looking afresh goes on with this one.
  await run(page, 'analyse again');
  await page.getByTestId('earlier').waitFor({ state: 'detached' });
  await analysed(page);
  await selected(page, 'bash');
  expect(await kernel(page).inputValue()).toBe('2');
  expect(await page.getByTestId('memory-search').inputValue()).toBe('secret');
  expect(await page.getByLabel('What to search for').inputValue()).toBe('utf16');
  expect(await page.getByTestId('search-state').textContent()).toBe('');
  await page.keyboard.press('Alt+5');
  await expect
    .poll(() => page.getByTestId('compare-panel').locator('.compare-task').allTextContents())
    .toEqual(names);
  rmSync(both);
});

test('the map is zoomed as it was, and the dump compared with is the one that was chosen', async () => {
  const dumps = ['one.elf', 'two.elf', 'three.elf'].map((name) => join(inject('folder'), name));
  for (const dump of dumps) writeFileSync(dump, buildGuest(DRAWING, { ramSize: 8 << 20 }).elf());
  const { page: before, stop } = await start();
  for (const dump of dumps) await openAnalysed(before, dump);
  const first = (page: Page) => page.getByRole('tab', { name: 'one.elf' });
  const partner = (page: Page) =>
    page.getByTestId('diff-panel').getByLabel('Compared with').locator('option:checked');
  const boxes = (page: Page) => page.getByTestId('process-map').locator('.map-box');
  await first(before).click();
  await first(before).and(before.locator('[aria-selected="true"]')).waitFor();
  await analysed(before);
  await run(before, 'compare open dump three.elf');
  await partner(before).getByText('three.elf').waitFor({ state: 'attached' });
  await select(before, 'bash');
  await before.getByTestId('filter').fill('');
  await run(before, 'process map');
  await boxes(before).first().waitFor();
  await run(before, 'zoom the map in');
  await expect.poll(() => boxes(before).first().textContent()).toBe('bash');
  const drawn = await boxes(before).allTextContents();
  await aMoment(before);
  await stop();

  const { page } = await start();
  await page.getByRole('button', { name: 'Reopen the 3 dumps of last time' }).click();
  // They open one after the other; then the one that was in front is in front again.
  await page.getByRole('tab', { name: 'three.elf' }).waitFor();
  await first(page).and(page.locator('[aria-selected="true"]')).waitFor();
  await boxes(page).first().waitFor();
  await expect.poll(() => boxes(page).allTextContents()).toEqual(drawn);
  await partner(page).getByText('three.elf').waitFor({ state: 'attached' });
  for (const dump of dumps) rmSync(dump);
});

test('of dumps that were open, one that has gone says so, and the other opens', async () => {
  const second = join(inject('folder'), 'second.elf');
  copyFileSync(inject('dump'), second);
  const first = await start();
  await openAnalysed(first.page, second);
  await openAnalysed(first.page, inject('dump'));
  await aMoment(first.page);
  await first.stop();
  rmSync(second);

  const { page } = await start();
  await page.keyboard.press('Control+Shift+p');
  await page.getByTestId('palette').fill('reopen');
  await page.keyboard.press('Enter');
  await problem(page).and(page.locator('[data-code="file-not-found"]')).getByText('second.elf').waitFor();
  await analysed(page);
  expect(await tabs(page).count()).toBe(1);
});

test('recent dumps are listed with what was found; one that has gone is marked and can be taken off', async () => {
  const second = join(inject('folder'), 'second.elf');
  copyFileSync(inject('dump'), second);
  const first = await start();
  await openAnalysed(first.page, inject('dump'));
  await openAnalysed(first.page, second);
  await first.stop();
  rmSync(second);

  const { page } = await start();
  await expect.poll(() => recent(page).count()).toBe(2);
  expect(await recent(page).nth(0).textContent()).toMatch(/second\.elf.*no longer there/);
  expect(await recent(page).nth(1).textContent()).toMatch(/dump\.elf.*\d+ tasks · \d+\.\d+/);
  await page.getByRole('button', { name: 'Take second.elf off the list' }).click();
  await expect.poll(() => recent(page).count()).toBe(1);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Take dump.elf off the list',
  );
  await page.keyboard.press('Control+Shift+o');
  const dialog = page.getByRole('dialog', { name: 'Recent' });
  await dialog.locator('.recent-item:focus').getByText('dump.elf').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect([colorScheme, await axe(page)]).toEqual([colorScheme, []]);
  }
  // The newest has the focus.
  await page.keyboard.press('Enter');
  await analysed(page);
});

test('clearing the list clears it for good; a server for another folder lists nothing of this one', async () => {
  const first = await start();
  await openAnalysed(first.page, inject('dump'));
  await aMoment(first.page);
  await first.stop();

  const elsewhere = await start(mkdtempSync(join(inject('folder'), 'root-')));
  await elsewhere.page.waitForTimeout(300);
  expect(await recent(elsewhere.page).count()).toBe(0);
  expect(await offer(elsewhere.page).count()).toBe(0);
  await elsewhere.stop();

  const { page, stop } = await start();
  await expect.poll(() => recent(page).count()).toBe(1);
  await page.keyboard.press('Control+Shift+p');
  await page.getByTestId('palette').fill('clear recent');
  await page.keyboard.press('Enter');
  await page.getByText('is empty now').waitFor();
  expect(await recent(page).count()).toBe(0);
  await stop();
  const again = await start();
  await again.page.waitForTimeout(300);
  expect(await recent(again.page).count()).toBe(0);
});
