import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { endlessDump, noDump } from './fixtures.ts';
import { browserMode } from './launch-browser-mode.ts';
import { analysed, problem, taskRow, tree } from './on-screen.ts';
import type { RunningApp } from './running-app.ts';
import { goTo } from './workbench-page.ts';

/** Habits of a desktop: finding what can be done, contrast, two dumps side by side, drops, and what this is. */

let chromium: Browser;
let app: RunningApp | undefined;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});
afterAll(() => chromium.close());

async function open(...dumps: readonly string[]): Promise<Page> {
  app = await browserMode(() => chromium).launch(dumps);
  await analysed(app.page);
  return app.page;
}
const run = async (page: Page, command: string): Promise<void> => {
  await page.keyboard.press('Control+Shift+P');
  await page.getByTestId('palette').fill(command);
  await page.keyboard.press('Enter');
};
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const violations = (page: Page, options = '{}'): Promise<unknown> =>
  page.evaluate(
    `${axe}; axe.run(document, Object.assign({resultTypes: ['violations']}, ${options})).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3).join(' | ')))`,
  );

test('high contrast has 7:1 everywhere, light and dark', async () => {
  const page = await open(inject('dump'));
  await page.keyboard.press('Control+,');
  await page.locator('[data-setting="theme"]').selectOption('contrast');
  await page.keyboard.press('Escape');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const key of ['Alt+1', 'Alt+6', 'Control+,']) {
      await page.keyboard.press(key);
      const found = await violations(page, "{rules: {'color-contrast-enhanced': {enabled: true}}}");
      expect([key, colorScheme, found]).toEqual([key, colorScheme, []]);
    }
    await page.keyboard.press('Escape');
  }
});

test('with colours of the system, what is chosen is outlined', async () => {
  const page = await open(inject('dump'));
  await page.emulateMedia({ forcedColors: 'active' });
  const outline = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle);
  for (const chosen of [
    '.tree-row.is-selected',
    '.tab.is-active',
    '.panel-tab.is-active',
    '.toggle[aria-pressed="true"]',
  ])
    expect([chosen, await outline(chosen)]).toEqual([chosen, 'solid']);
  expect(await outline('.tree-row:not(.is-selected):not(.tree-head)')).toBe('none');
  expect(await violations(page)).toEqual([]);
});

test('nothing moves where the system asks for it', async () => {
  const page = await open(inject('dump'));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return parseFloat(animationDuration) > 0 || parseFloat(transitionDuration) > 0;
      }).length,
  );
  expect(moving).toBe(0);
});

test('help is searched, and lists every command of the palette', async () => {
  const page = await open(inject('dump'));
  await page.keyboard.press('Control+/');
  const help = page.getByRole('dialog', { name: 'Commands and keys' });
  await help.getByLabel('Search commands and keys').fill('copy bytes');
  await help.getByText('Copy bytes as hex').waitFor();
  expect(await help.getByText('Zoom in').count()).toBe(0);
  await help.getByLabel('Search commands and keys').fill('');
  // Within a group, what has a key comes first.
  for (const section of await help.locator('section').all()) {
    const keys = await section
      .locator('dl > div')
      .evaluateAll((lines) => lines.map((line) => line.querySelector('kbd') !== null));
    expect(keys.lastIndexOf(true)).toBeLessThan(keys.includes(false) ? keys.indexOf(false) : keys.length);
  }
  const listed = await help.locator('dt').allTextContents();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+P');
  const offered = await page
    .getByRole('option')
    .locator('span:not(.palette-mark):not(.palette-group):not(.palette-about)')
    .allTextContents();
  expect(offered.filter((title) => !listed.includes(title))).toEqual([]);
});

test('the about box has versions, the README, and every library with its licence', async () => {
  const page = await open(inject('dump'));
  await run(page, 'about');
  const about = page.getByRole('dialog', { name: 'About Taskshape' });
  await about.locator('[data-library="react"]').waitFor();
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string;
  };
  const versions = await about.getByTestId('versions').textContent();
  for (const part of [version, process.versions.node, 'Chrome']) expect(versions).toContain(part);
  await about.locator('[data-library="react"] summary').click();
  expect(await about.locator('[data-library="react"]').textContent()).toContain(
    'Permission is hereby granted',
  );
  for (const name of ['zustand', 'ws', 'commander', 'intl-messageformat', '@tanstack/react-virtual'])
    expect([name, await about.locator(`[data-library="${name}"]`).count()]).toEqual([name, 1]);
  await about.getByText('Read me').click();
  expect(await about.locator('.about-text').first().textContent()).toContain('opens a memory dump');
  expect(await violations(page)).toEqual([]);
});

test('two dumps are compared, filtered, jumped into and saved', async () => {
  const twin = join(mkdtempSync(join(inject('folder'), 'twin-')), `later-${basename(inject('dump'))}`);
  copyFileSync(inject('dump'), twin);
  const page = await open(inject('dump'));
  await app?.openByPath(twin);
  await expect
    .poll(() => page.getByRole('tab', { name: /later-/ }).getAttribute('aria-selected'))
    .toBe('true');
  await analysed(page);
  await run(page, 'compare with another');
  const panel = page.getByTestId('diff-panel');
  // The same memory twice: all is the same, and a machine is never compared with itself unnoticed.
  await panel.getByText(/tasks are the same/).waitFor();
  for (const kind of ['appeared', 'vanished', 'changed'])
    expect((await panel.locator(`[data-kind="${kind}"] .panel-count`).textContent())?.trim()).toBe('0');
  const coming = page.waitForEvent('download');
  await run(page, 'save differences as json');
  const saved = JSON.parse(readFileSync(await (await coming).path(), 'utf8')) as Record<string, unknown>;
  expect(saved).toMatchObject({ appeared: [], vanished: [], changed: [] });
  expect(await violations(page)).toEqual([]);
});

test('a file that is no dump shows its own bytes beside what it is', async () => {
  app = await browserMode(() => chromium).launch([noDump()]);
  const { page } = app;
  await problem(page).first().waitFor();
  await page.getByText('Below are its own bytes').waitFor();
  // Nothing in it can be a pointer.
  const hint = page.locator('.hex .inspector');
  await hint.getByText('Click a byte or drag to select.', { exact: true }).waitFor();
  await page
    .getByTestId('hex-view')
    .getByText('These·are·notes')
    .or(page.getByTestId('hex-view').getByText('These are notes'))
    .first()
    .waitFor();
  // What is said of it takes no more room than it needs, and all that bytes alone allow works.
  await goTo(page, '4');
  await expect.poll(() => page.getByTestId('inspector').textContent()).toContain('4');
  await page.keyboard.press('Control+Shift+f');
  await page.getByLabel('What to search for').selectOption('text');
  await page.getByTestId('memory-search').fill('memory');
  await page.getByTestId('memory-search').press('Enter');
  await page.getByTestId('hits').getByRole('option').first().click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Data' }).waitFor();
  expect(await page.getByRole('tab', { name: 'Fields' }).count()).toBe(0);
  expect(await page.getByTestId('filter').count()).toBe(0);
});

test('a packed file that is no dump says that it was unpacked, and shows what it unpacked to', async () => {
  const packed = join(inject('folder'), 'notes.txt.gz');
  writeFileSync(packed, gzipSync(readFileSync(noDump())));
  app = await browserMode(() => chromium).launch([packed]);
  const { page } = app;
  await problem(page).first().waitFor();
  await page.getByText('Below are the bytes that it was unpacked to').waitFor();
  await page.getByTestId('hex-view').getByText('These').first().waitFor();
  await page.getByTestId('status-line').getByText('1 notice').click();
  const told = page.getByRole('dialog', { name: 'What was noticed in this dump' });
  await told.getByText('The file is packed (gzip); it was unpacked').waitFor();
  expect(await violations(page)).toEqual([]);
});

test('a file without any bytes leaves a way on: another one, or none', async () => {
  const empty = join(inject('folder'), 'empty.raw');
  writeFileSync(empty, '');
  app = await browserMode(() => chromium).launch([empty]);
  const { page } = app;
  await problem(page).first().waitFor();
  const rest = page.getByTestId('nothing-to-browse');
  await rest.getByRole('button', { name: 'Open…' }).click();
  await page.getByTestId('file-picker').waitFor();
  await page.keyboard.press('Escape');
  expect(await violations(page)).toEqual([]);
  await rest.getByRole('button', { name: 'Close dump' }).click();
  await page.getByTestId('empty-state').waitFor();
});

test('a problem is copied with all its details', async () => {
  const page = await open(inject('dump'));
  await app?.openByPath(noDump());
  await problem(page).first().waitFor();
  await page.evaluate(() => {
    DataTransfer.prototype.setData = (_type: string, text: string) => {
      document.body.dataset['copied'] = text;
    };
  });
  await problem(page).first().getByRole('button', { name: 'Copy the details' }).click();
  const copied = (await page.locator('body').getAttribute('data-copied')) ?? '';
  expect(copied).toContain('This is no memory dump');
  expect(copied).toContain('notes.txt');
});

test('the title tells how far the dump in front is', async () => {
  app = await browserMode(() => chromium).launch([endlessDump()]);
  const { page } = app;
  await expect.poll(() => page.title()).toMatch(/^(\d+%|…) endless\.elf – Taskshape$/);
  await expect
    .poll(() => page.locator('.progress-facts').textContent(), { timeout: 20_000 })
    .toMatch(/ left/);
  await page.locator('[data-command="analysis.cancel"]').first().click();
  await expect.poll(() => page.title()).toBe('endless.elf – Taskshape');
});

test('a dropped folder is named, and files beside it open', async () => {
  const page = await open(inject('dump'));
  await page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(['x'], 'captures'));
    const item = files.items[0];
    if (item !== undefined)
      item.webkitGetAsEntry = () =>
        ({ isDirectory: true, isFile: false, name: 'captures' }) as FileSystemEntry;
    DataTransferItem.prototype.webkitGetAsEntry = () =>
      ({ isDirectory: true, isFile: false, name: 'captures' }) as FileSystemEntry;
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }),
    );
  });
  await problem(page).first().waitFor();
  expect(await problem(page).first().getAttribute('data-code')).toBe('file-is-directory');
  expect(await problem(page).first().textContent()).toContain('captures');
  expect(await page.getByTestId('upload').count()).toBe(0);
});

test('tabs have a menu of their own', async () => {
  const page = await open(inject('dump'));
  await page.getByRole('tablist', { name: 'Open dumps' }).getByRole('tab').first().click({ button: 'right' });
  const menu = page.getByTestId('context-menu');
  await menu.getByRole('menuitem', { name: 'Close dump' }).click();
  await page.getByTestId('empty-state').waitFor();
  expect(await taskRow(page, 1).count()).toBe(0);
  expect(await tree(page).count()).toBe(0);
});
