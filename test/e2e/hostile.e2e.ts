import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { memoryPages } from './memory-pages.ts';
import { tree } from './on-screen.ts';
import { clipboard, run, saved } from './workbench-page.ts';

/** A host whose every text is chosen to do harm, see test/renderer/support/hostile.ts: it does none. */

const pages = memoryPages();

const wrong: string[] = [];
const open = (query: string): Promise<Page> =>
  pages(`hostile&tasks=200&${query}`, {
    prepare: (page, address) => {
      wrong.length = 0;
      page.on('pageerror', (error) => wrong.push(error.message));
      page.on('dialog', (dialog) => {
        wrong.push(dialog.message());
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url()))
          wrong.push(request.url());
      });
    },
  });

/** Everything that is wrong with what is on screen now. */
async function harm(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(() => {
    const list: string[] = [];
    const visible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
    const short = (text: string): string => JSON.stringify(text.slice(0, 120));
    if ('pwned' in globalThis) list.push('a script ran');
    for (const element of document.querySelectorAll(
      '#root img, #root b, #root svg[onload], #root script, #root style',
    ))
      list.push(`markup became an element: ${short(element.outerHTML)}`);
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode())
      if (visible.test((node.textContent ?? '').replaceAll('\n', '')))
        list.push(`hidden characters: ${short(node.textContent ?? '')}`);
    for (const element of document.querySelectorAll('*'))
      for (const name of ['title', 'aria-label', 'placeholder']) {
        const text = element.getAttribute(name) ?? '';
        if (visible.test(text.replaceAll('\n', '')))
          list.push(`hidden characters in ${name}: ${short(text)}`);
        if (text.length > 4000) list.push(`${name} of ${String(text.length)} characters: ${short(text)}`);
      }
    if (visible.test(document.title) || document.title.length > 400)
      list.push(`title: ${short(document.title)}`);
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > 1280) list.push(`the page is ${String(scrollWidth)} wide`);
    if (scrollHeight > 800) list.push(`the page is ${String(scrollHeight)} high`);
    for (const selector of ['.tabs', '.toolbar', '.status', '.panel-tabs']) {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      if (box === undefined) continue;
      if (box.height > 60 || box.height < 10) list.push(`${selector} is ${String(box.height)} high`);
      if (box.right > 1281 || box.bottom > 801) list.push(`${selector} is out of sight`);
    }
    // What is too long for its pane is broken or cut, not out of sight.
    for (const element of document.querySelectorAll('.panel-bar, .evidence-sentences, .diff-pair'))
      if (element.scrollWidth > element.clientWidth + 1)
        list.push(
          `${element.className} holds ${String(element.scrollWidth - element.clientWidth)} px too much`,
        );
    for (const selector of ['.tree-body .tree-row', '.hex-main .hex-row', '.picker-entry', '.recent-dump']) {
      const heights = new Set(
        Array.from(document.querySelectorAll(selector), (row) => row.getBoundingClientRect().height),
      );
      if (heights.size > 1) list.push(`${selector} of heights ${[...heights].join(', ')}`);
    }
    return [...new Set(list)];
  });
  return [...wrong, ...found];
}

test('in names of files that were open, are offered, and are chosen from', async () => {
  const page = await open('');
  await page.getByTestId('recent-list').waitFor();
  expect(await harm(page)).toEqual([]);
  await page.keyboard.press('Control+o');
  await page.locator('.picker-entry').first().waitFor();
  expect(await harm(page)).toEqual([]);
});

describe.each(['early', 'partial', 'failed', 'failed-late'])('while the analysis is %s', (until) => {
  test('in its file, its problem and its remedy', async () => {
    const page = await open(`until=${until}&open=x`);
    await page.locator('.state, .workbench').first().waitFor();
    expect(await harm(page)).toEqual([]);
  });
});

test('in every panel, and in the map', async () => {
  const page = await open('kernels&open=x&open=y');
  await tree(page).locator('[data-pid]').first().waitFor();
  await tree(page).locator('[data-row="50"]').click();
  expect(await harm(page)).toEqual([]);
  for (let panel = 1; panel <= 7; panel++) {
    await page.keyboard.press(`Alt+${String(panel)}`);
    await page.locator('.panel-tab[aria-selected="true"]').nth(0).waitFor();
    await page.locator('.panel-body details').evaluateAll((list) => {
      for (const details of list) details.setAttribute('open', '');
    });
    expect([panel, await harm(page)]).toEqual([panel, []]);
  }
  await page.keyboard.press('Control+m');
  await page.getByTestId('process-map').waitFor();
  expect(await harm(page)).toEqual([]);
});

test('in a note on a bookmark, and in what is typed into boxes', async () => {
  const page = await open('open=x');
  await tree(page).locator('[data-row="50"]').click();
  await page.locator('tr[data-field="comm"] .field-select').click();
  await page.keyboard.press('Control+d');
  const note = page.getByPlaceholder('Note');
  await note.fill('<img src=x onerror="window.pwned=1">'.repeat(500));
  expect((await note.inputValue()).length).toBeLessThanOrEqual(500);
  await page.getByTestId('filter').fill(`comm:${'*a'.repeat(2000)}<b>`);
  await page.getByTestId('address-box').fill('9'.repeat(10_000));
  await page.keyboard.press('Enter');
  expect(await harm(page)).toEqual([]);
});

test('in the rows and bytes that are copied and saved', async () => {
  const page = await open('open=x');
  await tree(page).locator('[data-row="50"]').click();
  await tree(page).press('Control+a');
  const { bytes, name } = await saved(page, () => run(page, 'Save rows as CSV'));
  expect(name).toMatch(/^[^\p{Cc}\p{Cf}/\\]{1,255}$/u);
  const csv = bytes.toString();
  expect(csv).toContain("'=1+cmd|x!A1");
  expect(csv).toContain("'+1+1");
  expect(csv).toContain("'-2+3");
  expect(csv).toContain("'@SUM(1)");
  expect(csv).toContain("'＝1+1");
  for (const line of csv.split('\r\n')) expect(line).not.toMatch(/^"?[=+\-@\t＝＋－＠]|[\p{Cc}\p{Cf}]/u);
  await run(page, 'Copy rows as text');
  const text = await clipboard(page);
  const columns = text.split('\n')[0]?.split('\t').length;
  expect(text.split('\n').filter((line) => line.split('\t').length !== columns)).toEqual([]);
  expect(text.replaceAll(/[\t\n]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('in the report, which is text and nothing else', async () => {
  const page = await open('kernels&open=x&open=y');
  await page.keyboard.press('Alt+6');
  const html = await saved(page, () => run(page, 'report as html'));
  const file = join(mkdtempSync(join(tmpdir(), 'taskshape-report-')), 'report.html');
  writeFileSync(file, html.bytes);
  const report = await page.context().newPage();
  const asked: string[] = [];
  report.on('request', (request) => asked.push(request.url()));
  await report.goto(pathToFileURL(file).href);
  await report.locator('h1').waitFor();
  expect(asked).toHaveLength(1);
  expect(await report.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(await report.locator('img, b, svg, body script').count()).toBe(0);
  expect(await report.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  expect((await report.locator('body').textContent())?.replaceAll('\n', '')).not.toMatch(
    /[\p{Cc}\p{Cf}\p{Cs}]/u,
  );
  const json = await saved(page, () => run(page, 'report as json'));
  expect(() => JSON.parse(json.bytes.toString()) as unknown).not.toThrow();
  expect(json.bytes.includes('\ufffd')).toBe(false);
});
