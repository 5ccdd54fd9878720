import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { buildGuest } from '../support/dump-builder/build-guest.ts';
import { browserMode } from './launch-browser-mode.ts';
import { fieldRow, selected, taskNamed } from './on-screen.ts';
import type { RunningApp } from './running-app.ts';
import { saved } from './workbench-page.ts';

/** One machine at two moments: what happened in between is told, and each of it leads to the tasks themselves. */

/** What the two moments have in common, and what differs. */
const drawing = (bash: string, vim: string, cron: string, last: string): string => `
  swapper/0 0
    systemd 1
      bash 300 ${bash}
        vim 305 ${vim}
      dead 310 zombie uid=1000
      sudo 320 uid=1000 gid=1000 euid=0 egid=0
      ${cron} 410
      sshd 411
        sshd 412 uid=1000 gid=1000
          zsh 413 uid=1000 gid=1000
      nginx 420
        nginx 421 uid=33 gid=33
        nginx 422 uid=33 gid=33
        ${last}
    kthreadd 2 kthread
      kworker/0:0 7
      ksoftirqd/0 8
      rcu_sched 9
      migration/0 10
`;
const BEFORE = drawing('uid=1000 gid=1000', 'uid=1000 gid=1000 state=D', 'cron', 'rsync 500 uid=33 gid=33');
const AFTER = drawing('uid=0 gid=0', 'uid=1000 gid=1000 state=S', '"[kworker]"', 'miner 600 uid=33 gid=33');

let chromium: Browser;
let app: RunningApp | undefined;
const dumps: string[] = [];
beforeAll(async () => {
  chromium = await launchChromium();
  const earlier = buildGuest(BEFORE, { ramSize: 8 << 20 });
  // A moment later: the last task must have started later, or nobody could say which dump is the earlier one.
  const later = buildGuest(AFTER, { ramSize: 8 << 20 });
  later.task(600).object.set('start_boottime', later.task(600).truth.startTime + 1_000_000_000n);
  // Tasks of both moments are the same by pid and start.
  for (const pid of [1, 300, 305, 410])
    expect(later.task(pid).truth.startTime).toBe(earlier.task(pid).truth.startTime);
  for (const [name, guest] of [
    ['monday.elf', earlier],
    ['tuesday.elf', later],
  ] as const) {
    const path = join(inject('folder'), name);
    writeFileSync(path, guest.elf());
    dumps.push(path);
  }
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});
afterAll(() => chromium.close());

async function compared(): Promise<{ readonly page: Page; readonly panel: Locator }> {
  app = await browserMode(() => chromium).launch(dumps);
  const { page } = app;
  for (const name of ['monday.elf', 'tuesday.elf']) {
    await page.getByRole('tab', { name }).click();
    await page.getByTestId('status-line').getByText('Analysed').waitFor();
  }
  await page.keyboard.press('Alt+7');
  const panel = page.getByTestId('diff-panel');
  await panel.getByText(/From monday.elf to tuesday.elf/).waitFor();
  return { page, panel };
}

const line = (panel: Locator, kind: string, pid: number): Locator =>
  panel.locator(`.diff-${kind}[data-pid="${String(pid)}"]`);
const inFront = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name, selected: true }).waitFor();

test('what appeared, vanished and changed is told as it was drawn', async () => {
  const { panel } = await compared();
  const counts = await panel.locator('[data-kind] .panel-count').allTextContents();
  expect(counts.map((text) => text.trim())).toEqual(['1', '1', '3']);
  expect(await line(panel, 'appeared', 600).textContent()).toContain('miner (600)');
  expect(await line(panel, 'vanished', 500).textContent()).toContain('rsync (500)');
  expect(await line(panel, 'changed', 410).textContent()).toMatch(/comm cron.*\[kworker\]/);
  expect(await line(panel, 'changed', 300).textContent()).toMatch(/uid 1000.*0.*gid 1000.*0/);
  expect(await line(panel, 'changed', 305).textContent()).toMatch(/state D.*S/);
});

test('a click on one of them shows the task where it is: in its dump, its tree, its fields and its bytes', async () => {
  const { page, panel } = await compared();
  const before = (pid: number, kind: string): Locator =>
    line(panel, kind, pid).getByRole('button', { name: /earlier/ });
  const after = (pid: number, kind: string): Locator =>
    line(panel, kind, pid).getByRole('button', { name: /later/ });

  await before(500, 'vanished').click();
  await inFront(page, 'monday.elf');
  await selected(page, 'rsync');
  await page.locator('.hex-task').getByText('rsync (500)').waitFor();
  expect(await taskNamed(page, 'miner').count()).toBe(0);
  expect(await after(500, 'vanished').count()).toBe(0);

  // The list stands as it stood, so that one goes on from line to line.
  await after(600, 'appeared').click();
  await inFront(page, 'tuesday.elf');
  await selected(page, 'miner');
  await page.locator('.hex-task').getByText('miner (600)').waitFor();
  expect(await taskNamed(page, 'rsync').count()).toBe(0);

  const uid = async (): Promise<string | null> => {
    await page.keyboard.press('Alt+1');
    const text = await fieldRow(page, 'cred.uid').locator('.field-value').textContent();
    await page.keyboard.press('Alt+7');
    return text;
  };
  await before(300, 'changed').click();
  await inFront(page, 'monday.elf');
  await selected(page, 'bash');
  await expect.poll(uid).toContain('1000');
  await after(300, 'changed').click();
  await inFront(page, 'tuesday.elf');
  await selected(page, 'bash');
  await expect.poll(uid).toBe('0');
});

test('lines are narrowed down by kind and by what is typed, and saved', async () => {
  const { page, panel } = await compared();
  await panel.locator('[data-kind="changed"]').click();
  expect(await panel.locator('.diff-line').count()).toBe(2);
  await panel.locator('[data-kind="changed"]').click();
  await panel.getByLabel('Filter by name, pid or field').fill('uid');
  expect(await panel.locator('.diff-line').count()).toBe(1);
  const { name, bytes } = await saved(page, () =>
    panel.getByRole('button', { name: 'Save as CSV…' }).click(),
  );
  expect(name).toBe('monday.elf–tuesday.elf.diff.csv');
  const rows = bytes.toString().trim().split('\r\n');
  expect(rows.filter((row) => row.includes('miner'))).toHaveLength(1);
  expect(rows.filter((row) => row.includes('300'))).not.toEqual([]);
});

test('two machines that have nothing in common are told apart from one that changed', async () => {
  app = await browserMode(() => chromium).launch([dumps[0] ?? '', inject('dump')]);
  const { page } = app;
  for (const name of ['monday.elf', 'dump.elf']) {
    await page.getByRole('tab', { name }).click();
    await page.getByTestId('status-line').getByText('Analysed').waitFor();
  }
  await page.keyboard.press('Alt+7');
  await page.getByTestId('diff-panel').getByText('dumps of two machines').waitFor();
});
