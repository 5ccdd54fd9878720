import { describe, expect, inject, test } from 'vitest';
import { analysed, fieldRow, openByPath, select, selected, taskNamed, taskRow, tree } from './on-screen.ts';
import { dumpPages, goTo, run, saved } from './workbench-page.ts';

describe('the workbench', () => {
  const start = dumpPages();

  test('every command is found in the palette and listed with its keys', async () => {
    const page = await start();
    await run(page, 'flat list');
    await expect.poll(() => taskRow(page, 1).getAttribute('aria-level')).toBe('1');
    expect(await tree(page).locator('[aria-level="2"]').count()).toBe(0);
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Commands and keys' }).getByText('Search memory…').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await run(page, 'flat list');
    await expect.poll(() => tree(page).locator('[aria-level="2"]').count()).toBeGreaterThan(0);
  });

  test('columns are chosen, sorted by, and the deepest name is whole', async () => {
    const page = await start();
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
    const { name, bytes } = await saved(page, async () => {
      await taskNamed(page, 'leaf-02').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Save rows as CSV…' }).click();
    });
    expect(name).toMatch(/\.csv$/);
    expect(
      bytes
        .toString()
        .split('\r\n')
        .map((line) => line.split(',')[0]),
    ).toEqual(['Name', 'leaf-01', 'leaf-02', 'leaf-03', '']);
  });

  test('a search finds the name of a task in memory, and its parent is told by who points at it', async () => {
    const page = await start();
    await select(page, 'chain-11');
    await page.keyboard.press('Control+Shift+F');
    await page.getByLabel('What to search for').selectOption('text');
    await page.getByTestId('memory-search').fill('chain-11');
    await page.keyboard.press('Enter');
    const hits = page.getByTestId('hits');
    await hits.getByText(/chain-11 \(\d+\) \+ comm/).waitFor();
    const around = hits.getByRole('option').filter({ hasText: '+ comm' }).locator('.hit-context');
    await expect.poll(() => around.textContent()).toMatch(/^.{8}chain-11·+/);
    expect(await around.locator('mark').textContent()).toBe('chain-11');
    await hits.getByText(/chain-11 \(\d+\) \+ comm/).click();
    await expect.poll(() => page.getByTestId('inspector').textContent()).toContain('8 bytes');
    await run(page, 'who points here');
    await page
      .getByTestId('search-state')
      .getByText(/hits?$/)
      .waitFor();
    await goTo(page, 'pid:1+comm');
    await expect.poll(() => page.getByTestId('inspector').textContent()).toContain('init');
  });

  test('a hit outside of tasks says what the kernel has there', async () => {
    const page = await start();
    await run(page, 'search text utf-8');
    // The banner stands in the image (init/version.c).
    await page.getByTestId('memory-search').fill('Linux version ');
    await page.getByTestId('memory-search').press('Enter');
    await page
      .getByTestId('hits')
      .getByText(/^kernel image or near it: init_task [+−] 0x[0-9a-f]+$/)
      .first()
      .waitFor();
  });

  test('bookmarks and their notes are there again when the dump is opened again', async () => {
    const page = await start();
    await fieldRow(page, 'pid').locator('.field-select').click();
    await page.keyboard.press('Control+d');
    const note = page.getByPlaceholder('Note');
    // It says where it is, and waits for a better word.
    expect(await note.inputValue()).toBe('init (1) + pid');
    await note.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('look here');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('hex-view');
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
    await page.keyboard.press('Control+w');
    await openByPath(page, inject('dump'));
    await page.getByTestId('earlier').waitFor();
    expect(await page.getByTestId('totals').textContent()).toBe(totals);
    await taskRow(page, 1).click();
    await expect.poll(() => fieldRow(page, 'comm').textContent()).toContain('init');
    await run(page, 'Analyse again');
    await page.getByTestId('earlier').waitFor({ state: 'detached' });
    await analysed(page);
    expect(await page.getByTestId('totals').textContent()).toBe(totals);
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
    // From what differs to the bytes themselves.
    await row.first().getByRole('button').click();
    await expect.poll(() => page.getByTestId('inspector').textContent()).toContain('8 bytes');
    await expect.poll(() => page.getByTestId('inspector').textContent()).toContain('systemd-');
  });

  test('the evidence is shown with the SHA-256 of the file and saved as a page', async () => {
    const page = await start();
    await page.keyboard.press('Alt+6');
    await page
      .getByTestId('sha256')
      .getByText(/^[0-9a-f]{64}$/)
      .waitFor();
    // In one line with its name, however wide the window is.
    for (const width of [1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const [digest, name] = [page.getByTestId('sha256'), page.getByText('SHA-256', { exact: true })];
      const [one, other] = [await digest.boundingBox(), await name.boundingBox()];
      expect([width, one?.y, one?.height]).toEqual([width, other?.y, other?.height]);
    }
    const { bytes } = await saved(page, () =>
      page.getByRole('button', { name: 'Save the report as HTML…' }).click(),
    );
    expect(bytes.toString()).toContain('How this dump was understood');
    expect(bytes.toString()).toContain((await page.getByTestId('sha256').textContent()) ?? '?');
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
