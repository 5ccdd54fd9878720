import { mkdtempSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import type { ElectronDouble } from '../support/electron/electron-double.ts';
import { noDump } from './fixtures.ts';
import { startDouble } from './launch-double.ts';
import { analysed, problem, taskRow } from './on-screen.ts';

/** What the desktop app does at its edges: system, windows, menus, and a page that was taken over. */

let chromium: Browser;
const open: ElectronDouble[] = [];
beforeAll(async () => {
  chromium = await launchChromium();
});
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});
afterAll(() => chromium.close());

async function start(
  args: readonly string[] = [],
  userData?: string,
): Promise<{ app: ElectronDouble; page: Page }> {
  const app = await startDouble(chromium, args, userData);
  open.push(app);
  const { page } = await app.window();
  return { app, page };
}

const emptyWindow = async (): Promise<{ app: ElectronDouble; page: Page }> => {
  const started = await start();
  await started.page.getByTestId('empty-state').waitFor();
  return started;
};

test('the window is sandboxed, isolated and without Node', async () => {
  const { app } = await start();
  expect((await app.window()).preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the page holds nothing of Electron or Node but the bridge’s three functions', async () => {
  const { page } = await emptyWindow();
  const found = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.keys(Reflect.get(globalThis, 'taskshapeDesktop') as object),
  }));
  expect(found).toEqual({ globals: [], bridge: ['call', 'openDropped', 'onEvent'] });
});

test('a file the system hands over opens in the empty window', async () => {
  const { app, page } = await emptyWindow();
  app.main.tell({ type: 'open-file', path: inject('dump') });
  await analysed(page);
  expect(app.windowCount).toBe(1);
});

test('a second start hands its files over: they open in a window of their own, relative to where it stood', async () => {
  const { app, page } = await start([inject('dump')]);
  await analysed(page);
  app.main.tell({
    type: 'second-instance',
    argv: ['taskshape', '--some-switch', basename(noDump())],
    folder: dirname(noDump()),
  });
  const { page: second } = await app.window(1);
  await problem(second).first().waitFor();
  expect(await second.getByTestId('problem').first().textContent()).toContain('notes.txt');
  expect(await page.getByTestId('problem').count()).toBe(0);
});

test('several dumps on the command line are tabs of one window', async () => {
  const { app, page } = await start([inject('dump'), noDump()]);
  await expect.poll(() => page.getByRole('tablist', { name: 'Open dumps' }).getByRole('tab').count()).toBe(2);
  expect(app.windowCount).toBe(1);
});

test('a dump moves into a window of its own, and is looked at there as it was here', async () => {
  const { app, page } = await start([inject('dump'), noDump()]);
  await page.getByRole('tab', { name: 'dump.elf' }).click();
  await analysed(page);
  await page.getByTestId('filter').fill('chain');
  app.main.tell({ type: 'menu', item: 'file.moveToWindow' });
  const { page: second } = await app.window(1);
  await analysed(second);
  expect(await second.getByTestId('filter').inputValue()).toBe('chain');
  await expect.poll(() => page.getByRole('tablist', { name: 'Open dumps' }).getByRole('tab').count()).toBe(1);
});

test('what was open when the last window closed is offered at the next start', async () => {
  const userData = mkdtempSync(join(inject('folder'), 'user-'));
  const first = await start([inject('dump')], userData);
  await analysed(first.page);
  await first.page.getByTestId('filter').fill('chain');
  await first.page.waitForTimeout(900);
  const { page } = await start([], userData);
  await page.getByRole('button', { name: 'Reopen the dump of last time' }).click();
  await analysed(page);
  await expect.poll(() => page.getByTestId('filter').inputValue()).toBe('chain');
});

test('File > Open… asks the system and opens what was chosen', async () => {
  const { app, page } = await emptyWindow();
  app.main.tell({ type: 'dialog', filePaths: [inject('dump')] });
  app.main.tell({ type: 'menu', item: 'file.open' });
  await analysed(page);
});

test('a dialog that is cancelled opens nothing', async () => {
  const { app, page } = await emptyWindow();
  app.main.tell({ type: 'menu', item: 'file.open' });
  await page.waitForTimeout(300);
  expect(await page.getByTestId('empty-state').count()).toBe(1);
});

test('menu items are carried out by the page', async () => {
  const { app, page } = await start([inject('dump')]);
  await analysed(page);
  app.main.tell({ type: 'menu', item: 'view.find' });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
    .toBe('filter');
  app.main.tell({ type: 'menu', item: 'file.close' });
  await page.getByTestId('empty-state').waitFor();
});

test('File > Close without a dump closes the window', async () => {
  const app = await startDouble(chromium);
  const { page } = await app.window();
  await page.getByTestId('empty-state').waitFor();
  app.main.tell({ type: 'menu', item: 'file.close' });
  expect(await app.main.exited).toBe(0);
  await app.close();
});

test('a recent dump is offered at the next start and opens', async () => {
  const userData = mkdtempSync(join(inject('folder'), 'user-'));
  const first = await start([inject('dump')], userData);
  await analysed(first.page);
  const { page } = await start([], userData);
  await page.getByTestId('empty-state').waitFor();
  await page.locator('.recent-item').filter({ hasText: 'dump.elf' }).click();
  await analysed(page);
  await taskRow(page, 1).waitFor();
});

test('the taskbar shows progress and is cleared at the end', async () => {
  const { app, page } = await start([inject('dump')]);
  await analysed(page);
  await expect.poll(() => app.progress.at(-1)).toBe(-1);
});

test('a page that was taken over gets no file that the user did not choose', async () => {
  const { page } = await emptyWindow();
  const answer = await page.evaluate(() => {
    const bridge = Reflect.get(globalThis, 'taskshapeDesktop') as {
      call: (method: string, args: unknown) => Promise<unknown>;
      openDropped: (file: unknown) => Promise<unknown>;
    };
    return Promise.all([
      bridge.call('openDump', { path: '/etc/passwd' }),
      bridge.call('listDirectory', { path: '/' }),
      bridge.openDropped(new File(['x'], '/etc/passwd')),
      bridge.openDropped('/etc/passwd'),
    ]);
  });
  expect(answer.map((result) => (result as { problem: { code: string } }).problem.code)).toEqual([
    'forbidden',
    'forbidden',
    'bad-request',
    'bad-request',
  ]);
});

test('a page that was taken over goes nowhere and opens no window', async () => {
  const { app, page } = await emptyWindow();
  const before = page.url();
  await page.evaluate(() => {
    window.open('https://example.com/', '_blank');
    location.href = 'https://example.com/';
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  expect(page.context().pages()).toHaveLength(1);
  expect(
    (await app.main.ask({ type: 'may', window: 0, what: 'open', url: 'https://example.com/' })).value,
  ).toBe(false);
});

test.each([
  ['another origin', { origin: 'https://example.com', mainFrame: true }],
  ['a frame inside the page', { origin: 'app://taskshape', mainFrame: false }],
])('the main process does not answer %s', async (_name, from) => {
  const { app } = await emptyWindow();
  const { value } = await app.main.ask({
    type: 'invoke',
    window: 0,
    channel: 'taskshape:call',
    args: ['describeHost', {}],
    ...from,
  });
  expect(value).toMatchObject({ ok: false, problem: { code: 'forbidden' } });
});

test.each(['media', 'geolocation', 'notifications', 'clipboard-read'])('%s is denied', async (permission) => {
  const { app } = await start();
  expect((await app.main.ask({ type: 'permission', window: 0, permission })).value).toBe(false);
});

test('the protocol serves nothing outside the page’s folder', async () => {
  const { app } = await start();
  for (const path of ['..%2f..%2fpackage.json', '%2e%2e/main/index.js', 'nothing.html']) {
    const { value } = await app.main.ask({ type: 'request', url: `app://taskshape/${path}`, method: 'GET' });
    expect(value).toMatchObject({ status: 404 });
  }
});

test('the app ends when its last window is closed, with nothing left running', async () => {
  const app = await startDouble(chromium, [inject('dump')]);
  const { page } = await app.window();
  await analysed(page);
  app.main.tell({ type: 'close', window: 0 });
  expect(await app.main.exited).toBe(0);
  await app.close();
});
