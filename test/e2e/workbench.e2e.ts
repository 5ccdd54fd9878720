import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { browserMode } from './launch-browser-mode.ts';
import { analysed, fieldRow, select, selected, taskNamed, taskRow, tree } from './on-screen.ts';
import type { RunningApp } from './running-app.ts';

let chromium: Browser;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

describe('the workbench', () => {
  let app: RunningApp | undefined;
  const start = async (): Promise<Page> => {
    app = await browserMode(() => chromium).launch([inject('dump')]);
    await analysed(app.page);
    return app.page;
  };
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  /** What a command hands over as a file. */
  const saved = async (page: Page, act: () => Promise<void>): Promise<{ name: string; text: string }> => {
    const coming = page.waitForEvent('download');
    await act();
    const download = await coming;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };
  const run = async (page: Page, command: string): Promise<void> => {
    await page.keyboard.press('Control+Shift+P');
    await page.getByTestId('palette').fill(command);
    await page.keyboard.press('Enter');
  };

  test('every command is found in the palette and listed with its keys', async () => {
    const page = await start();
    await run(page, 'flat list');
    await expect.poll(() => taskRow(page, 1).getAttribute('aria-level')).toBe('1');
    expect(await tree(page).locator('[aria-level="2"]').count()).toBe(0);
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Commands and keys' }).getByText('Search memory…').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('columns are chosen, sorted by, and the deepest name is whole', async () => {
    const page = await start();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByTestId('filter').fill('chain-00');
    const name = taskNamed(page, 'chain-00').locator('.tree-comm');
    expect(await name.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    await page.getByTestId('filter').fill('');
    await run(page, 'choose columns');
    await page.locator('[data-choose="ppid"] input[type=checkbox]').check();
    await page.keyboard.press('Escape');
    await tree(page).locator('[data-column="ppid"]').click();
    expect(await tree(page).locator('[data-column="ppid"]').getAttribute('aria-sort')).toBe('ascending');
  });

  test('the filter understands wildcards and comparisons', async () => {
    const page = await start();
    await page.getByTestId('filter').fill('comm:leaf-0? -comm:leaf-00');
    await taskNamed(page, 'leaf-01').waitFor();
    expect(await taskNamed(page, 'leaf-00').count()).toBe(0);
    expect(await taskNamed(page, 'leaf-10').count()).toBe(0);
  });

  test('several rows are saved as CSV', async () => {
    const page = await start();
    await page.getByTestId('filter').fill('comm:leaf-0?');
    await taskNamed(page, 'leaf-01').click();
    await taskNamed(page, 'leaf-03').click({ modifiers: ['Shift'] });
    expect(await tree(page).locator('[aria-selected="true"]').count()).toBe(3);
    const { name, text } = await saved(page, async () => {
      await taskNamed(page, 'leaf-02').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Save rows as CSV…' }).click();
    });
    expect(name).toMatch(/\.csv$/);
    expect(text.split('\r\n').map((line) => line.split(',')[0])).toEqual([
      'Name',
      'leaf-01',
      'leaf-02',
      'leaf-03',
      '',
    ]);
  });

  test('a search finds the name of a task in memory, and its parent is told by who points at it', async () => {
    const page = await start();
    await select(page, 'chain-11');
    await page.keyboard.press('Control+Shift+F');
    await page.getByLabel('What to search for').selectOption('text');
    await page.getByTestId('memory-search').fill('chain-11');
    await page.keyboard.press('Enter');
    const hits = page.getByTestId('hits');
    await hits.getByText(/chain-11 \(\d+\) \+ comm/).click();
    await expect.poll(() => page.getByTestId('inspector').textContent()).toContain('8 bytes');
    await run(page, 'who points here');
    await page
      .getByTestId('search-state')
      .getByText(/hits?$/)
      .waitFor();
    await page.keyboard.press('Control+g');
    await page.keyboard.type('pid:1+comm');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('inspector').textContent()).toContain('init');
  });

  test('bookmarks and their notes are there again when the dump is opened again', async () => {
    const page = await start();
    await fieldRow(page, 'pid').locator('.field-select').click();
    await page.keyboard.press('Control+d');
    const note = page.getByPlaceholder('Note');
    await note.fill('look here');
    await page.reload();
    await analysed(page);
    await page.keyboard.press('Alt+4');
    expect(await page.getByPlaceholder('Note').inputValue()).toBe('look here');
  });

  test('a dump that is opened again shows its tree at once and says so, until it is analysed again', async () => {
    const page = await start();
    await run(page, 'Clear the result cache');
    await page.getByTestId('news').getByText('deleted').waitFor();
    await run(page, 'Analyse again');
    await page.getByTestId('earlier').waitFor({ state: 'detached' });
    await analysed(page);
    const totals = await page.getByTestId('totals').textContent();
    await app?.close();
    const again = await start();
    await again.getByTestId('earlier').waitFor();
    expect(await again.getByTestId('totals').textContent()).toBe(totals);
    await taskRow(again, 1).click();
    await expect.poll(() => fieldRow(again, 'comm').textContent()).toContain('init');
    await run(again, 'Analyse again');
    await again.getByTestId('earlier').waitFor({ state: 'detached' });
    await analysed(again);
    expect(await again.getByTestId('totals').textContent()).toBe(totals);
  });

  test('bytes are explained, and two structs compared', async () => {
    const page = await start();
    await fieldRow(page, 'tasks').locator('.field-select').click();
    await page.keyboard.press('Alt+2');
    await page
      .getByTestId('data-panel')
      .getByText(/→ .+ \+ tasks/)
      .waitFor();
    await taskNamed(page, 'init').click();
    await taskNamed(page, 'systemd-fake').click({ modifiers: ['Control'] });
    await run(page, 'compare the structs');
    await page
      .getByTestId('compare-panel')
      .getByText(/bytes differ/)
      .waitFor();
    const row = page.getByTestId('compare-panel').getByRole('row', { name: /comm/ });
    await row.first().waitFor();
  });

  test('the evidence is shown with the SHA-256 of the file and saved as a page', async () => {
    const page = await start();
    await page.keyboard.press('Alt+6');
    await page
      .getByTestId('sha256')
      .getByText(/^[0-9a-f]{64}$/)
      .waitFor();
    const { text } = await saved(page, () =>
      page.getByRole('button', { name: 'Save the report as HTML…' }).click(),
    );
    expect(text).toContain('How this dump was understood');
    expect(text).toContain((await page.getByTestId('sha256').textContent()) ?? '?');
  });

  test('the map shares the selection with the tree', async () => {
    const page = await start();
    await run(page, 'process map');
    const map = page.getByTestId('process-map');
    await map.getByRole('option', { name: 'chain-top', exact: true }).click();
    await map.getByRole('option', { name: 'chain-top', exact: true }).dblclick();
    await run(page, 'process map');
    await selected(page, 'chain-top');
  });
});
