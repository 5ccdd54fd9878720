/* Takes pictures of the window's states: node test/e2e/look/take.mjs [FOLDER] [NAME…] */
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { buildPage } from './build.mjs';

const [folder = join(tmpdir(), 'taskshape-look'), ...names] = process.argv.slice(2);
const SIZES = { small: { width: 1280, height: 800 }, large: { width: 1920, height: 1080 } };
const open = 'open=%2Fdumps%2Fweb-1.elf';

/** name → [query, size, scheme, what to do before the picture, language] */
const SHOTS = {
  'empty-light': [
    'recent=/dumps/web-1.elf&recent=/home/ana/captures/db-server.raw&recent=/mnt/gone.lime',
    'small',
    'light',
  ],
  'empty-dark': [
    'recent=/dumps/web-1.elf&recent=/home/ana/captures/db-server.raw&recent=/mnt/gone.lime',
    'small',
    'dark',
  ],
  'last-open-dark': [
    'recent=/dumps/web-1.elf&recent=/home/ana/captures/db-server.raw&last=/dumps/web-1.elf&last=/home/ana/captures/db-server.raw',
    'small',
    'dark',
  ],
  'last-open-light': ['recent=/dumps/web-1.elf&last=/dumps/web-1.elf', 'small', 'light'],
  'recent-light': [
    `recent=/dumps/web-1.elf&recent=/mnt/gone.lime&${open}`,
    'small',
    'light',
    (page) => page.keyboard.press('Control+Shift+o'),
  ],
  'recent-dark': [
    `recent=/dumps/web-1.elf&recent=/mnt/gone.lime&${open}`,
    'small',
    'dark',
    (page) => page.keyboard.press('Control+Shift+o'),
  ],
  'early-dark': [`until=early&${open}`, 'small', 'dark'],
  'early-light': [`until=early&${open}`, 'small', 'light'],
  'partial-dark': [`until=partial&tasks=10000&${open}`, 'small', 'dark'],
  'done-dark': [`tasks=10000&${open}`, 'small', 'dark'],
  'done-light': [`tasks=10000&${open}`, 'small', 'light'],
  'done-large-dark': [`tasks=10000&${open}&open=/dumps/web-2.elf`, 'large', 'dark', follow],
  'done-large-light': [`tasks=10000&${open}&open=/dumps/web-2.elf`, 'large', 'light', follow],
  'evidence-light': [`tasks=10000&${open}`, 'small', 'light', evidence],
  'filter-dark': [`tasks=10000&${open}`, 'small', 'dark', filter],
  'hover-light': [`tasks=10000&${open}`, 'large', 'light', hover],
  'gap-dark': [`tasks=10000&${open}`, 'small', 'dark', gap],
  'failed-light': [`until=failed&${open}`, 'small', 'light'],
  'failed-late-dark': [`until=failed-late&tasks=10000&${open}`, 'small', 'dark'],
  'picker-light': ['', 'small', 'light', picker],
  'palette-dark': [`tasks=10000&${open}`, 'small', 'dark', palette],
  'help-light': [`tasks=10000&${open}`, 'large', 'light', (page) => page.keyboard.press('Control+/')],
  'columns-light': [`tasks=10000&${open}`, 'small', 'light', columns],
  'menu-dark': [`tasks=10000&${open}`, 'small', 'dark', menu],
  'query-light': [`tasks=10000&${open}`, 'small', 'light', query],
  'search-dark': [`tasks=10000&${open}`, 'small', 'dark', search],
  'data-light': [`tasks=10000&${open}`, 'small', 'light', data],
  'compare-dark': [`tasks=10000&${open}`, 'large', 'dark', compare],
  'report-light': [`tasks=10000&${open}`, 'small', 'light', (page) => page.keyboard.press('Alt+6')],
  'report-dark': [`tasks=10000&${open}`, 'large', 'dark', (page) => page.keyboard.press('Alt+6')],
  'candidates-light': [`tasks=10000&${open}`, 'large', 'light', candidates],
  'candidates-dark': [`tasks=10000&${open}`, 'small', 'dark', candidates],
  'german-candidates-light': [`tasks=10000&${open}`, 'small', 'light', candidates, 'de-DE'],
  'missing-dark': [`tasks=10000&${open}`, 'small', 'dark', missing],
  'kernels-light': [`tasks=10000&kernels&${open}`, 'small', 'light', (page) => page.keyboard.press('Alt+6')],
  'hidden-dark': [`tasks=10000&${open}`, 'small', 'dark', hidden],
  'bookmarks-dark': [`tasks=10000&${open}`, 'small', 'dark', bookmarks],
  'settings-light': [`tasks=10000&${open}`, 'small', 'light', settings],
  'settings-dark': [`tasks=10000&${open}`, 'large', 'dark', settings],
  'contrast-light': [`tasks=10000&${open}`, 'small', 'light', contrast],
  'contrast-dark': [`tasks=10000&${open}`, 'large', 'dark', contrast],
  'wide-light': [`tasks=10000&${open}`, 'large', 'light', wide],
  'about-light': [`tasks=10000&${open}`, 'small', 'light', (page) => command(page, 'about')],
  'diff-light': [
    `tasks=10000&${open}&open=/dumps/web-2.elf`,
    'small',
    'light',
    (page) => page.keyboard.press('Alt+7'),
  ],
  'diff-dark': [
    `tasks=10000&${open}&open=/dumps/web-2.elf`,
    'large',
    'dark',
    (page) => page.keyboard.press('Alt+7'),
  ],
  'hostile-light': ['hostile&kernels&open=x', 'small', 'light', (page) => page.keyboard.press('Alt+1')],
  'hostile-dark': ['hostile&kernels&open=x', 'large', 'dark', (page) => page.keyboard.press('Alt+6')],
  'hostile-map-dark': ['hostile&open=x', 'small', 'dark', (page) => page.keyboard.press('Control+m')],
  'hostile-failed-light': ['hostile&until=failed&open=x', 'small', 'light'],
  'hostile-palette-light': ['hostile&kernels&open=x', 'small', 'light', palette],
  'hostile-compare-light': ['hostile&open=x', 'large', 'light', compare],
  'hostile-diff-dark': ['hostile&open=x&open=y', 'small', 'dark', (page) => page.keyboard.press('Alt+7')],
  'german-empty-light': [
    'recent=/dumps/web-1.elf&last=/dumps/web-1.elf&last=/dumps/web-2.elf',
    'small',
    'light',
    undefined,
    'de-DE',
  ],
  'german-early-dark': [`until=early&${open}`, 'small', 'dark', undefined, 'de-DE'],
  'german-done-light': [`tasks=10000&${open}`, 'small', 'light', evidence, 'de-DE'],
  'german-help-dark': [
    `tasks=10000&${open}`,
    'large',
    'dark',
    (page) => page.keyboard.press('Control+/'),
    'de-DE',
  ],
  'german-failed-light': [`until=failed&${open}`, 'small', 'light', undefined, 'de-DE'],
};

async function command(page, name) {
  await page.keyboard.press('Control+Shift+p');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}
async function settings(page) {
  await page.keyboard.press('Control+,');
}
async function set(page, name, value) {
  await page.keyboard.press('Control+,');
  await page.locator(`[data-setting="${name}"]`).selectOption(value);
  await page.keyboard.press('Escape');
}
async function contrast(page) {
  await set(page, 'theme', 'contrast');
  await evidence(page);
}
async function wide(page) {
  await set(page, 'bytesPerRow', '32');
  await set(page, 'treeSize', '150');
  await set(page, 'hexSize', '125');
}
async function search(page) {
  await page.keyboard.press('Control+Shift+f');
  await page.waitForTimeout(100);
  await page.keyboard.type('7f 45 4c 46');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F3');
}
async function data(page) {
  await page.locator('.field-row[data-field=tasks] .field-select').click();
  await page.keyboard.press('Alt+2');
}
async function compare(page) {
  await page.locator('.tree-body .tree-row').nth(6).click();
  await page
    .locator('.tree-body .tree-row')
    .nth(9)
    .click({ modifiers: ['Control'] });
  await page.locator('.tree-body .tree-row').nth(9).click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Compare/ }).click();
}
async function bookmarks(page) {
  await page.locator('.field-row[data-field=tasks] .field-select').click();
  await page.keyboard.press('Control+d');
}
async function palette(page) {
  await page.keyboard.press('Control+Shift+p');
  await page.keyboard.type('copy');
}
async function columns(page) {
  await page.locator('[data-column="pid"]').click({ button: 'right' });
  await page.locator('[data-choose="address"] input').first().check();
}
async function menu(page) {
  await page.locator('.tree-body .tree-row').nth(6).click();
  await page
    .locator('.tree-body .tree-row')
    .nth(9)
    .click({ modifiers: ['Shift'] });
  await page.locator('.tree-body .tree-row').nth(8).click({ button: 'right' });
}
async function query(page) {
  await page.keyboard.press('Control+f');
  await page.keyboard.type('comm:worker* pid:>50');
  await page.getByLabel('What the filter understands').click();
}

async function follow(page) {
  await page.locator('.field-row[data-field=children] .link').first().click();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowRight');
}
async function candidates(page) {
  await page.keyboard.press('Alt+6');
  await page.getByTestId('init-candidates').locator('~ .link').first().click();
  await page.getByTestId('init-candidates').evaluate((table) => table.scrollIntoView());
}

async function missing(page) {
  await page.keyboard.press('Alt+6');
  await page.locator('.evidence-lost summary').first().click();
  await page.locator('.evidence-lost').last().scrollIntoViewIfNeeded();
}

async function evidence(page) {
  await page.locator('.field-row[data-field=pid] .field-select').click();
  await page.locator('.field-row[data-field=tasks] .evidence-toggle').click();
  await page.locator('.evidence').scrollIntoViewIfNeeded();
}
async function hidden(page) {
  await page.locator('.status-hidden').click();
  await page.locator('.tree-row.is-hidden').first().click();
}
async function filter(page) {
  await page.keyboard.press('Control+f');
  await page.keyboard.type('bash');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}
async function hover(page) {
  await page.locator('.field-row[data-field=tasks] .field-select').click();
  await page.waitForTimeout(100);
  await page.locator('.hex-bytes [data-field="tasks.next"]').first().hover();
}
async function gap(page) {
  await page.locator('[data-command="view.physical"]').click();
  await page.keyboard.press('Control+g');
  await page.keyboard.type('3fffff80');
  await page.keyboard.press('Enter');
}
async function picker(page) {
  await page.locator('[data-command="file.open"]').click();
  await page.waitForTimeout(100);
  await page.keyboard.press('ArrowDown');
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const root = await buildPage(join(tmpdir(), 'taskshape-look-page'));
const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
  const file = path === '/' ? '/index.html' : path;
  readFile(join(root, file)).then(
    (body) => response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(body),
    () => response.writeHead(404).end(),
  );
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address();
await mkdir(folder, { recursive: true });
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  // Made for hosts that allow one process only; with it, closing a page closes the browser.
  args: [
    ...chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote'),
    '--no-sandbox',
  ],
});
for (const [name, [query, size, colorScheme, act, locale = 'en-GB']] of Object.entries(SHOTS)) {
  if (names.length > 0 && !names.some((wanted) => name.startsWith(wanted))) continue;
  const page = await browser.newPage({ viewport: SIZES[size], colorScheme, locale });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.log(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.log(`${name}: ${error.stack ?? error.message}`));
  await page.goto(`http://127.0.0.1:${port}/?${query}`);
  await page.waitForTimeout(400);
  try {
    await act?.(page);
  } catch (error) {
    console.log(`${name}: ${error.message}`);
  }
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
server.close();
console.log(folder);
