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

/** Finds a task by filter and selects it. */
export async function select(page: Page, name: string, pid: number): Promise<void> {
  await page.getByTestId('filter').fill(name);
  await taskRow(page, pid).click();
  await selected(page, pid);
}

export async function selected(page: Page, pid: number): Promise<void> {
  await tree(page).locator(`[data-pid="${pid}"][aria-selected="true"]`).waitFor();
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
