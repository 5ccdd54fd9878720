import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { root, serveBuilt, type Served } from './launch-browser-mode.ts';
import { analysed, fieldRow, openByPath, problem, taskNamed } from './on-screen.ts';
import { dropFile } from './running-app.ts';

/** What browser mode does at its edges: tokens, tabs, the spool, its end. */

let chromium: Browser;
const running: Served[] = [];
beforeAll(async () => {
  chromium = await launchChromium();
});
afterEach(async () => {
  for (const context of chromium.contexts()) await context.close();
  for (const server of running.splice(0)) await server.stop();
});
afterAll(() => chromium.close());

async function serve(...args: readonly string[]): Promise<Served> {
  const server = await serveBuilt(args);
  running.push(server);
  return server;
}

async function tab(url: string): Promise<Page> {
  const context = chromium.contexts()[0] ?? (await chromium.newContext());
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

test('the token leaves the address bar, and the tab survives a reload with its dump', async () => {
  const { url } = await serve('--root', inject('folder'), inject('dump'));
  const page = await tab(url);
  await analysed(page);
  expect(page.url()).not.toContain('token');
  await page.reload();
  await analysed(page);
  expect(await page.getByRole('tablist', { name: 'Open dumps' }).getByRole('tab').count()).toBe(1);
});

test('a page without the token is told so, and gets nothing', async () => {
  const { url } = await serve('--root', inject('folder'), inject('dump'));
  const page = await tab(url.replace(/#.*/, ''));
  await page.getByText('without its token').waitFor();
  expect(await page.getByTestId('task-tree').count()).toBe(0);
});

test('a page with a wrong token gets nothing', async () => {
  const { url } = await serve('--root', inject('folder'), inject('dump'));
  const page = await tab(url.replace(/token=.*/, 'token=wrong'));
  await page.getByText(/server was lost|could not be reached/).waitFor();
});

test('a lost connection is made again, and the dump answers as before', async () => {
  const { url } = await serve('--root', inject('folder'), inject('dump'));
  const page = await (await chromium.newContext()).newPage();
  const connections: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/api/, (connection) => {
    connection.connectToServer();
    connections.push(connection);
  });
  await page.goto(url);
  await analysed(page);
  await connections[0]?.close();
  await expect.poll(() => connections.length).toBe(2);
  await taskNamed(page, 'chain-top').click();
  await fieldRow(page, 'comm').getByText('chain-top').waitFor();
  expect(await page.getByRole('tablist', { name: 'Open dumps' }).getByRole('tab').count()).toBe(1);
});

test('a dump opens in a tab of its own as well, whose address keeps neither token nor path', async () => {
  const { url } = await serve('--root', inject('folder'));
  const page = await tab(url);
  await openByPath(page, inject('dump'));
  await analysed(page);
  const menu = async (item: string): Promise<void> => {
    await page.getByRole('tab', { name: 'dump.elf' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: item }).click();
  };
  const opened = page.context().waitForEvent('page');
  await menu('Open in a new tab');
  const second = await opened;
  await analysed(second);
  expect(second.url()).not.toMatch(/token|open/);
  // Two views: what is done in one does not show in the other.
  await second.getByTestId('filter').fill('chain-top');
  expect(await page.getByTestId('filter').inputValue()).toBe('');
  await menu('Copy a link to this dump');
  await page.getByText('The link was copied').waitFor();
});

test('two tabs show dumps of their own', async () => {
  const { url } = await serve('--root', inject('folder'));
  const [one, two] = await Promise.all([tab(url), tab(url)]);
  await dropFile(one, inject('dump'));
  await analysed(one);
  expect(await two.getByTestId('empty-state').count()).toBe(1);
});

test('a dropped file is spooled while it is open, and gone when it is closed', async () => {
  const spool = mkdtempSync(join(inject('folder'), 'spool-'));
  const { url } = await serve('--spool', spool);
  const page = await tab(url);
  await dropFile(page, inject('dump'));
  await analysed(page);
  expect(readdirSync(spool)).toHaveLength(1);
  await page.getByTitle('Close dump.elf (Delete)').click();
  await expect.poll(() => readdirSync(spool)).toEqual([]);
});

test('sending a file shows how far it is and can be stopped, which leaves nothing behind', async () => {
  const spool = mkdtempSync(join(inject('folder'), 'spool-'));
  const large = join(inject('folder'), 'large.raw');
  writeFileSync(large, '');
  truncateSync(large, 6 * 2 ** 30);
  const { url } = await serve('--spool', spool);
  const page = await tab(url);
  await dropFile(page, large);
  const upload = page.getByTestId('upload');
  await upload.getByText(/of 6/).waitFor();
  await expect.poll(() => readdirSync(spool)).toHaveLength(1);
  await upload.getByRole('button', { name: /stop/i }).click();
  await expect.poll(() => readdirSync(spool)).toEqual([]);
  expect(await problem(page).and(page.locator('[data-code="internal"]')).count()).toBe(0);
});

test('Ctrl-C ends the server at once, with status 0, and removes what it spooled', async () => {
  const spool = mkdtempSync(join(inject('folder'), 'spool-'));
  const server = await serveBuilt(['--spool', spool]);
  const page = await tab(server.url);
  await dropFile(page, inject('dump'));
  await analysed(page);
  const before = Date.now();
  expect(await server.stop()).toBe(0);
  expect(Date.now() - before).toBeLessThan(3000);
  expect(readdirSync(spool)).toEqual([]);
});

test('a page whose server ended says so', async () => {
  const server = await serveBuilt(['--root', inject('folder'), inject('dump')]);
  const page = await tab(server.url);
  await analysed(page);
  await server.stop();
  await page.keyboard.press('Control+o');
  await page.getByText('server was lost').first().waitFor();
});

const run = (script: string, args: readonly string[]): Promise<{ code: number | null; text: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
    });
    let text = '';
    const hear = (part: Buffer): void => {
      text += part.toString();
      if (/http:\S+/.test(text)) child.kill('SIGINT');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => {
      resolve({ code, text });
    });
  });

test('a wrong option ends with status 2, a missing folder with 3, each with its reason', async () => {
  expect(await run('out/main/serve.js', ['--port', '99999'])).toMatchObject({
    code: 2,
    text: expect.stringContaining('0 to 65535') as string,
  });
  expect(await run('out/main/serve.js', ['--root', '/no/such/folder'])).toMatchObject({
    code: 3,
    text: expect.stringContaining('/no/such/folder') as string,
  });
});

test('the start command opens browser mode where there is no display, and says so in one line', async () => {
  if (process.platform !== 'linux') return;
  const { code, text } = await run('scripts/start.mjs', [inject('dump')]);
  expect(existsSync(inject('dump'))).toBe(true);
  expect(text).toMatch(/^There is no display here, .*\nTaskshape is ready at http:\S+\n$/);
  expect(code).toBe(0);
});
