import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { packedSample } from '../../src/main/engine/file/sample.ts';
import { launchChromium } from '../support/chromium.ts';
import { fingerprint } from './fingerprint.ts';
import { endlessDump, noDump } from './fixtures.ts';
import { browserMode } from './launch-browser-mode.ts';
import { electronDouble } from './launch-double.ts';
import { realElectron } from './launch-electron.ts';
import {
  analysed,
  bytesOf,
  fieldRow,
  highlighted,
  linesOf,
  problem,
  select,
  selected,
  taskNamed,
  taskRow,
  tree,
} from './on-screen.ts';
import type { Launcher, RunningApp } from './running-app.ts';

let chromium: Browser;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

const executable = process.env['TASKSHAPE_E2E_ELECTRON'];
const launchers: readonly Launcher[] = [
  browserMode(() => chromium),
  electronDouble(() => chromium),
  ...(executable === undefined ? [] : [realElectron(executable)]),
];

describe.each(launchers)('$name', (launcher) => {
  const open: RunningApp[] = [];
  const start = async (...dumps: readonly string[]): Promise<RunningApp> => {
    const app = await launcher.launch(dumps);
    open.push(app);
    return app;
  };
  const startWithDump = async (): Promise<RunningApp> => {
    const app = await start(inject('dump'));
    await analysed(app.page);
    return app;
  };
  afterEach(async () => {
    for (const app of open.splice(0)) await app.close();
  });

  test('the empty window says what to do', async () => {
    const { page } = await start();
    await page.getByTestId('empty-state').waitFor();
    expect(await page.getByRole('button', { name: /open/i }).count()).toBeGreaterThan(0);
  });

  test('a dump opened by its path shows its processes', async () => {
    const app = await start();
    await app.page.getByTestId('empty-state').waitFor();
    await app.openByPath(inject('dump'));
    await analysed(app.page);
    expect(await taskRow(app.page, 1).textContent()).toContain('init');
    expect(await app.page.getByTestId('totals').textContent()).toMatch(/\d+ processes/);
  });

  test('a dropped dump shows its processes', async () => {
    const app = await start();
    await app.page.getByTestId('empty-state').waitFor();
    await app.drop(inject('dump'));
    await analysed(app.page);
    expect(await taskRow(app.page, 1).textContent()).toContain('init');
  });

  test('a long search shows its progress and stops when asked', async () => {
    const { page } = await start(endlessDump());
    const working = page.getByTestId('analysing');
    await working.getByText(/\d.* of .*GiB/).waitFor();
    const before = Date.now();
    await working.getByRole('button', { name: /cancel|stop/i }).click();
    await problem(page).and(page.locator('[data-code="cancelled"]')).first().waitFor();
    expect(Date.now() - before).toBeLessThan(1500);
  });

  test('the tree is browsed by mouse and by keyboard', async () => {
    const { page } = await startWithDump();
    const init = taskRow(page, 1);
    await init.click();
    await selected(page, 'init');
    expect(await init.getAttribute('aria-expanded')).toBe('true');
    const rows = Number(await tree(page).getAttribute('aria-rowcount'));
    await tree(page).press('ArrowLeft');
    expect(await init.getAttribute('aria-expanded')).toBe('false');
    expect(Number(await tree(page).getAttribute('aria-rowcount'))).toBeLessThan(rows);
    await tree(page).press('ArrowRight');
    await expect.poll(() => tree(page).getAttribute('aria-rowcount')).toBe(String(rows));
    await tree(page).press('ArrowDown');
    const level = Number(await init.getAttribute('aria-level'));
    const child = tree(page).locator('[aria-selected="true"]');
    await expect.poll(() => child.getAttribute('aria-level')).toBe(String(level + 1));
    await tree(page).press('Home');
    await expect.poll(() => child.getAttribute('aria-rowindex')).toBe('2');
  });

  test('the filter keeps what matches and its ancestors', async () => {
    const { page } = await startWithDump();
    await page.getByTestId('filter').fill('chain-00');
    await taskNamed(page, 'chain-00').waitFor();
    expect(await taskRow(page, 1).count()).toBe(1);
    expect(await taskNamed(page, 'appd').count()).toBe(0);
    await page.getByTestId('filter').fill('');
    await expect.poll(() => taskRow(page, 1).count()).toBe(1);
  });

  test('the highlighted bytes are the bytes of the file', async () => {
    const { page } = await startWithDump();
    await select(page, 'chain-11');
    await fieldRow(page, 'comm').getByRole('button', { name: 'comm', exact: true }).click();
    const lines = await linesOf(page, 'comm');
    expect(lines.length).toBeGreaterThan(0);
    for (const { offset, digits } of lines) {
      expect(offset).toBeGreaterThan(0);
      const actual = bytesOf(inject('dump'), offset, 16).toString('hex');
      expect(digits.join('')).toBe(actual);
    }
    const name = Buffer.from((await highlighted(page, 'comm')).slice(0, 32), 'hex');
    expect(name.toString('latin1').split('\0')[0]).toBe('chain-11');
  });

  test('the pid that is highlighted is the pid of the task, in the byte order of the dump', async () => {
    const { page } = await startWithDump();
    const pid = await select(page, 'chain-11');
    await fieldRow(page, 'pid').getByRole('button', { name: 'pid', exact: true }).click();
    await linesOf(page, 'pid');
    const bytes = Buffer.from((await highlighted(page, 'pid')).slice(0, 8), 'hex');
    expect(bytes.readUInt32LE()).toBe(pid);
    expect(await fieldRow(page, 'pid').locator('.field-value').textContent()).toBe(String(pid));
  });

  test('a pointer is followed to its task, and back, and forward', async () => {
    const { page } = await startWithDump();
    await select(page, 'chain-11', 'chain');
    await fieldRow(page, 'real_parent')
      .getByRole('button', { name: /chain-top/ })
      .click();
    await selected(page, 'chain-top');
    await page.keyboard.press('Alt+ArrowLeft');
    await selected(page, 'chain-11');
    await page.keyboard.press('Alt+ArrowRight');
    await selected(page, 'chain-top');
  });

  test('a name made to be markup and terminal codes is shown as text', async () => {
    const { page } = await startWithDump();
    await page.getByTestId('filter').fill('evil');
    const row = tree(page).locator('[data-pid]').filter({ hasText: 'evil' });
    await row.click();
    expect(await row.locator('.tree-comm').textContent()).toBe('evil<b>&"\';\\x1b[31');
    expect(await page.locator('b').count()).toBe(0);
    expect(await page.locator('body').textContent()).not.toContain('\u001b');
  });

  test('inline script does not run', async () => {
    const { page } = await start();
    await page.getByTestId('empty-state').waitFor();
    const violated = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => {
            resolve(event.effectiveDirective);
          });
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
        }),
    );
    expect(violated).toMatch(/^script-src/);
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
  });

  test('the page reaches no other server', async () => {
    const { page } = await start();
    await page.getByTestId('empty-state').waitFor();
    const outcome = await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
  });

  test('a file that is no dump says so where it happened, with a remedy', async () => {
    const { page } = await start(noDump());
    const notice = problem(page).first();
    await notice.waitFor();
    expect(await notice.textContent()).toContain('notes.txt');
    expect(await notice.locator('.problem-remedy').textContent()).not.toBe('');
  });

  test('a file that is not there says so', async () => {
    const app = await start();
    await app.page.getByTestId('empty-state').waitFor();
    await app.openByPath(join(inject('folder'), 'missing.elf'));
    await app.page.locator('[data-testid="problem"][data-code="file-not-found"]').first().waitFor();
  });

  if (packedSample() !== undefined) {
    test('the sample opens from the empty window', async () => {
      const { page } = await start();
      await page
        .getByTestId('empty-state')
        .getByRole('button', { name: /sample/i })
        .click();
      await analysed(page);
      expect(await taskRow(page, 1).count()).toBe(1);
      expect(
        await page.getByRole('tablist', { name: 'Open dumps' }).getByRole('tab').textContent(),
      ).toContain('sample');
    });
  }

  test('the dump is the same file as before all this', () => {
    expect(fingerprint(inject('dump'))).toBe(inject('fingerprint'));
  });
});
