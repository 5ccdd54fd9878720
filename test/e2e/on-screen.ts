import { closeSync, openSync, readSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a journey sees and does on the page: the words the journeys are written in. */

export const tree = (page: Page): Locator => page.getByTestId('task-tree');
export const taskRow = (page: Page, pid: number): Locator => tree(page).locator(`[data-pid="${pid}"]`);
export const fieldRow = (page: Page, field: string): Locator =>
  page.getByTestId('field-list').locator(`tr[data-field="${field}"]`);
export const problem = (page: Page): Locator => page.getByTestId('problem');

/** Waits until the analysis of the dump in front is over. */
export async function analysed(page: Page): Promise<void> {
  await page.getByTestId('status-line').getByText('Analysed').waitFor({ timeout: 60_000 });
}

/** Waits until the page listens to keys. */
export const listening = (page: Page): Promise<void> =>
  page.locator('[data-command="file.open"]').first().waitFor();

/** Opens a file by its path, in browser mode. */
export async function openByPath(page: Page, path: string): Promise<void> {
  await listening(page);
  await page.keyboard.press('Control+o');
  const picker = page.getByTestId('file-picker');
  await picker.getByLabel('Path of the dump').fill(path);
  await picker.getByRole('button', { name: 'Open', exact: true }).click();
}

/** The process of this name, which the corpus gives to one alone. */
export const taskNamed = (page: Page, name: string): Locator =>
  tree(page)
    .locator('[data-pid]')
    .filter({ has: page.locator('.tree-comm').getByText(name, { exact: true }) });

/** Finds a task by `filter`, selects it and answers its pid. */
export async function select(page: Page, name: string, filter = name): Promise<number> {
  await page.getByTestId('filter').fill(filter);
  const row = taskNamed(page, name);
  await row.click();
  await selected(page, name);
  return Number(await row.getAttribute('data-pid'));
}

export async function selected(page: Page, name: string): Promise<void> {
  await taskNamed(page, name).and(page.locator('[aria-selected="true"]')).waitFor();
}

export interface HexLine {
  /** Where in the file the line starts; −1 while it is not known. */
  readonly offset: number;
  /** Two digits a byte; what the dump does not hold is no digit. */
  readonly digits: readonly string[];
}

/** The lines of the hex view that hold bytes of `field`, once they are drawn. */
export async function linesOf(page: Page, field: string): Promise<readonly HexLine[]> {
  const hex = page.getByTestId('hex-view');
  const span = hex.locator(`.hex-bytes [data-field="${field}"]`).first();
  await span.waitFor();
  await expect.poll(() => hex.locator('.hex-row[data-offset]').count()).toBeGreaterThan(8);
  return hex.locator(`.hex-row:has(.hex-bytes [data-field="${field}"])`).evaluateAll((rows) =>
    rows.map((row) => ({
      offset: Number(row.getAttribute('data-offset') ?? -1),
      digits: (row.querySelector('.hex-bytes')?.textContent ?? '').trim().split(/\s+/),
    })),
  );
}

/** The bytes highlighted as `field`, as digits without spaces. */
export async function highlighted(page: Page, field: string): Promise<string> {
  const spans = page.getByTestId('hex-view').locator(`.hex-bytes [data-field="${field}"]`);
  return (await spans.allTextContents()).join('').replaceAll(/\s/g, '');
}

/** Bytes of the dump file, read by the test itself. */
export function bytesOf(path: string, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const file = openSync(path, 'r');
  readSync(file, bytes, 0, length, offset);
  closeSync(file);
  return bytes;
}
