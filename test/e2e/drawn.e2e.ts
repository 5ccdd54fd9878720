import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { memoryPages } from './memory-pages.ts';
import { fieldRow, select, selected, tree } from './on-screen.ts';

/** What the sample has none of, on a host in memory: fields with exceptions, hidden tasks, a search that takes long. */

const pages = memoryPages();
async function open(query: string): Promise<Page> {
  const page = await pages(`tasks=300&open=/dumps/web-1.elf&${query}`);
  await tree(page).locator('[data-pid]').first().waitFor();
  return page;
}

test('what the analysis has come to is announced', async () => {
  const announced = async (until: string): Promise<string | null> => {
    const page = await pages(`tasks=300&until=${until}&open=/dumps/web-1.elf`);
    await page.locator('.state, .workbench').first().waitFor();
    return page.getByTestId('announced').textContent();
  };
  expect(await announced('early')).toBe('web-1.elf: Locating the kernel');
  expect(await announced('done')).toMatch(/^web-1\.elf is analysed: \d+ processes, \d+ threads\.$/);
  // That is an alert of its own.
  expect(await announced('failed')).toBe('');
});

test('a search shows hits and progress while it runs, and stops when asked, with what it found', async () => {
  const page = await open('slow');
  await page.keyboard.press('Control+Shift+F');
  await page.getByTestId('memory-search').fill('7f 45 4c 46');
  await page.keyboard.press('Enter');
  const state = page.getByTestId('search-state');
  await state.getByText('25% of 2.0 GiB · 40 hits').waitFor();
  await page.locator('.search-form').getByRole('button', { name: 'Cancel' }).click();
  await state.getByText('40 hits, stopped early').waitFor();
  expect(await page.getByTestId('hits').getByRole('option').first().getAttribute('aria-setsize')).toBe('40');
  await page.locator('.search-form').getByRole('button', { name: 'Search' }).waitFor();
});

test('a search that is stopped before it found anything does not say that nothing is there', async () => {
  const page = await open('slow&hits=0');
  await page.keyboard.press('Control+Shift+F');
  await page.getByTestId('memory-search').fill('7f 45 4c 46');
  await page.keyboard.press('Enter');
  await page.getByText('Hits are listed as they are found.').waitFor();
  await page.locator('.search-form').getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Nothing was found before the search was stopped.').waitFor();
  expect(await page.getByText('Nothing like that is in the memory').count()).toBe(0);
});

test('the exceptions to a relation are listed, and a click goes to the task', async () => {
  const page = await open('');
  const stack = fieldRow(page, 'stack');
  expect(await stack.textContent()).toContain('297 of 300');
  await stack.locator('.evidence-toggle').click();
  const exceptions = page.locator('.evidence-exceptions button');
  expect(await exceptions.count()).toBe(3);
  const name = (await exceptions.nth(1).textContent()) ?? '';
  await exceptions.nth(1).click();
  const pid = /\((\d+)\)$/.exec(name)?.[1] ?? '?';
  await page.locator('.fields .pane-head').getByText(`pid ${pid}`, { exact: true }).waitFor();
});

test('a hidden task is marked, found by the filter, and told among what disagrees', async () => {
  const page = await open('');
  await page.getByTestId('filter').fill('hidden:yes');
  const row = tree(page).locator('.tree-row.is-hidden');
  await row.getByText('kit-loader').waitFor();
  await row.click();
  await page.getByTestId('given-away').getByText('not in the kernel’s list of tasks').waitFor();
  await page.keyboard.press('Alt+6');
  await select(page, 'systemd-udevd');
  await page.getByTestId('filter').fill('');
  await page
    .locator('.evidence-apart')
    .getByRole('button', { name: /^kit-loader/ })
    .click();
  await selected(page, 'kit-loader');
});
