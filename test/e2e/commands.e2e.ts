import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { memoryPages } from './memory-pages.ts';
import { fieldRow, select, taskNamed, tree } from './on-screen.ts';
import { clipboard, dumpPages, run } from './workbench-page.ts';

/** What a mouse does on something that can be clicked or dragged, a command does too. */

const open = dumpPages();
const inMemory = memoryPages();

const sortOf = (page: Page, column: string): Promise<string | null> =>
  tree(page).locator(`[data-column="${column}"]`).getAttribute('aria-sort');

test('the order of the tasks: by any column, shown or not, turned round, and as it was', async () => {
  const page = await open();
  await run(page, 'sort by name');
  await expect.poll(() => sortOf(page, 'name')).toBe('ascending');
  await run(page, 'order round');
  await expect.poll(() => sortOf(page, 'name')).toBe('descending');
  await run(page, 'flat list');
  await run(page, 'sort by address');
  await page.getByTestId('filter').fill('comm:leaf-*');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  expect((await clipboard(page)).split('\n').length).toBeGreaterThan(3);
  await run(page, 'order of pids');
  await expect.poll(() => sortOf(page, 'pid')).toBe('ascending');
  await run(page, 'flat list');
});

test('sizes of panes: moved by key, kept, and as at first', async () => {
  const page = await open();
  const divider = page.getByRole('separator').first();
  const at = (): Promise<string | null> => divider.getAttribute('aria-valuenow');
  const first = await at();
  await divider.focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  expect(await at()).toBe(String(Number(first) + 10));
  await page.reload();
  await expect.poll(at).toBe(String(Number(first) + 10));
  await run(page, 'sizes of the panes');
  await expect.poll(at).toBe(first);
  await page.reload();
  await expect.poll(at).toBe(first);
});

test('folding a task, its evidence, and the colours of the bytes', async () => {
  const page = await open();
  await select(page, 'fan-out');
  await page.getByTestId('filter').fill('');
  await run(page, 'fold or unfold');
  await taskNamed(page, 'leaf-00').waitFor({ state: 'detached' });
  await run(page, 'fold or unfold');
  await taskNamed(page, 'leaf-00').waitFor();
  await fieldRow(page, 'tasks').locator('.field-select').click();
  await run(page, 'evidence for the marked');
  await expect
    .poll(() => fieldRow(page, 'tasks').locator('.evidence-toggle').getAttribute('aria-expanded'))
    .toBe('true');
  const family = page.locator('.legend [data-key="family"]');
  await family.click();
  expect(await family.getAttribute('aria-pressed')).toBe('false');
  await run(page, 'all colours');
  await expect.poll(() => family.getAttribute('aria-pressed')).toBe('true');
});

test('columns: shown, hidden, moved and resized by command', async () => {
  const page = await open();
  const titles = () =>
    tree(page)
      .locator('[data-column]')
      .evaluateAll((heads) => heads.map((head) => head.getAttribute('data-column')));
  expect(await titles()).toEqual(['name', 'pid', 'uid', 'state', 'start', 'threads']);
  await run(page, 'gid column');
  await expect.poll(titles).toEqual(['name', 'pid', 'uid', 'state', 'start', 'threads', 'gid']);
  await run(page, 'uid column');
  await expect.poll(titles).toEqual(['name', 'pid', 'state', 'start', 'threads', 'gid']);
  await run(page, 'sort by start');
  await run(page, 'sorted column to the left');
  await expect.poll(titles).toEqual(['name', 'pid', 'start', 'state', 'threads', 'gid']);
  const width = async () => (await tree(page).locator('[data-column="start"]').boundingBox())?.width ?? NaN;
  const before = await width();
  await run(page, 'sorted column wider');
  await expect.poll(width).toBeGreaterThan(before);
  await run(page, 'columns as at first');
  await expect.poll(titles).toEqual(['name', 'pid', 'uid', 'state', 'start', 'threads']);
});

test('one colour of the bytes, and what the filter understands', async () => {
  const page = await open();
  const time = page.locator('.legend [data-key="time"]');
  await run(page, 'colour of time');
  await expect.poll(() => time.getAttribute('aria-pressed')).toBe('false');
  await run(page, 'no colours of the bytes');
  await expect.poll(() => page.locator('.legend [aria-pressed="true"]').count()).toBe(0);
  await run(page, 'all colours of the bytes');
  await expect.poll(() => time.getAttribute('aria-pressed')).toBe('true');
  await run(page, 'what the filter understands');
  await page.getByTestId('filter-help').getByText('hidden:yes').waitFor();
  expect(await page.getByTestId('filter').evaluate((box) => box === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByTestId('filter-help').waitFor({ state: 'detached' });
});

test('a right click on the map offers what can be done with the task', async () => {
  const page = await open();
  await run(page, 'map by state');
  const map = page.getByTestId('process-map');
  await map.getByRole('option', { name: 'fan-out', exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Zoom the map in on the task' }).click();
  await map.getByRole('option', { name: 'chain-top', exact: true }).waitFor({ state: 'detached' });
  expect(await map.locator('.map-box').first().textContent()).toBe('fan-out');
});

test('a field is moved and given back by command and key alone', async () => {
  const page = await open();
  await fieldRow(page, 'exit_state').locator('.field-select').click();
  await run(page, 'put the marked field');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('pin-exit_state');
  await page.keyboard.type('0x148');
  await page.keyboard.press('Enter');
  await fieldRow(page, 'exit_state').getByText('+0x148').waitFor();
  // The mark of whose place that is leaves room for the place.
  expect(
    await fieldRow(page, 'exit_state')
      .locator('.field-offset')
      .evaluate((cell) => cell.scrollWidth <= cell.clientWidth),
  ).toBe(true);
  await run(page, 'give all fields back');
  await fieldRow(page, 'exit_state').getByText('+0x148').waitFor({ state: 'detached' });
  await run(page, 'next field');
  await expect
    .poll(() => page.locator('.field-row.is-selected').getAttribute('data-field'))
    .not.toBe('exit_state');
});

test('the map: in, out, and its colours', async () => {
  const page = await open();
  await select(page, 'fan-out');
  await run(page, 'process map');
  const boxes = page.getByTestId('process-map').locator('.map-box');
  await boxes.first().waitFor();
  const all = await boxes.count();
  await run(page, 'zoom the map in');
  await expect.poll(() => boxes.count()).toBeLessThan(all);
  await run(page, 'map by state');
  await expect.poll(() => page.getByLabel('Colour by').inputValue()).toBe('state');
  await page.getByRole('button', { name: 'Zoom the map out' }).click();
  await run(page, 'zoom the map out');
  await expect.poll(() => boxes.count()).toBe(all);
  await run(page, 'process map');
});

test('a bookmark is taken off where it was put', async () => {
  const page = await open();
  await fieldRow(page, 'pid').locator('.field-select').click();
  await page.keyboard.press('Control+d');
  await page.getByPlaceholder('Note').waitFor();
  await run(page, 'remove the bookmark');
  await expect.poll(() => page.getByPlaceholder('Note').count()).toBe(0);
});

test('what was noticed and how long it took are read by key alone, and Escape goes back', async () => {
  const page = await inMemory('tasks=300&open=/dumps/web-1.elf&kernels');
  await tree(page).locator('[data-pid]').first().waitFor();
  const notices = page.locator('.status-notice');
  await notices.focus();
  await page.keyboard.press('Enter');
  const told = page.getByRole('dialog', { name: 'What was noticed in this dump' });
  expect(await told.getByRole('listitem').count()).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await told.waitFor({ state: 'detached' });
  expect(await notices.evaluate((element) => element === document.activeElement)).toBe(true);
  await run(page, 'how long it took');
  await page.getByRole('dialog', { name: 'Time by stage' }).waitFor();
  await page.keyboard.press('Escape');
  await run(page, 'hidden tasks alone');
  await expect.poll(() => page.getByTestId('filter').inputValue()).toBe('hidden:yes');
  const kernels = page.locator('.status-kernels select');
  const before = await kernels.inputValue();
  await run(page, 'next kernel');
  await expect.poll(() => kernels.inputValue()).not.toBe(before);
});

test('what is searched for, and in which byte order', async () => {
  const page = await open();
  const kind = page.getByLabel('What to search for');
  await run(page, 'search text utf-16');
  await expect.poll(() => kind.inputValue()).toBe('utf16');
  await run(page, 'integer of 4 bytes');
  await expect.poll(() => kind.inputValue()).toBe('u32');
  await run(page, 'search in the other byte order');
  await expect.poll(() => page.getByLabel('Byte order').inputValue()).toBe('big');
  // The box is ready to be typed into; what cannot be searched for says so until something else is meant.
  const box = page.getByTestId('memory-search');
  await expect.poll(() => box.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.type('chain-05');
  await page.keyboard.press('Enter');
  await expect.poll(() => box.getAttribute('aria-invalid')).toBe('true');
  await run(page, 'search text utf-8');
  await expect.poll(() => box.getAttribute('aria-invalid')).toBe('false');
  await page.keyboard.press('Enter');
  await page.getByTestId('hits').getByText('chain-05').first().waitFor();
});

test('a task and its parent side by side', async () => {
  const page = await open();
  await select(page, 'chain-05');
  await run(page, 'compare with its parent');
  const names = page.getByTestId('compare-panel').locator('.compare-task strong');
  await expect.poll(() => names.allTextContents().then((all) => all.join())).toMatch(/chain-05.*,chain-06/);
});

test('a kernel, a recent dump and the dump to compare with, by number or by name', async () => {
  const dumps = ['/dumps/web-1.elf', '/dumps/web-2.elf', '/dumps/web-3.elf'];
  const opened = dumps.map((path) => `open=${path}`).join('&');
  const page = await inMemory(`tasks=60&kernels&recent=/srv/last-week.raw&${opened}`);
  const tabs = page.getByRole('tablist', { name: 'Open dumps' }).getByRole('tab');
  await expect.poll(() => tabs.count()).toBe(3);
  await tree(page).locator('[data-pid]').first().waitFor();
  await run(page, 'kernel 2');
  await expect.poll(() => page.locator('.status-kernels select').inputValue()).toBe('2');
  await run(page, '6.1.0-32');
  await expect.poll(() => page.locator('.status-kernels select').inputValue()).toBe('1');
  await run(page, 'compare web-1');
  const partner = page.getByTestId('diff-panel').getByLabel('Compared with');
  await expect.poll(() => partner.locator('option:checked').textContent()).toBe('web-1.elf');
  await run(page, 'compare open dump 2');
  await expect.poll(() => partner.locator('option:checked').textContent()).toBe('web-2.elf');
  await page.keyboard.press('Control+Shift+P');
  await page.getByTestId('palette').fill('last-week');
  await page.getByRole('option', { name: 'Open recent dump 1' }).getByText('last-week.raw').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[role="tab"][aria-selected="true"]').getByText('last-week.raw').waitFor();
  expect(await tabs.count()).toBe(4);
});
