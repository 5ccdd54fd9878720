import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { root, serveBuilt, type Served } from './launch-browser-mode.ts';
import { analysed } from './on-screen.ts';

/** Serves the dump for the journeys of one file. Each call of the answer is a page of its own, analysed. */
export function dumpPages(): () => Promise<Page> {
  let chromium: Browser;
  let server: Served;
  beforeAll(async () => {
    [chromium, server] = await Promise.all([
      launchChromium(),
      serveBuilt(['--root', inject('folder'), inject('dump')]),
    ]);
  });
  afterEach(async () => {
    for (const context of chromium.contexts()) await context.close();
  });
  afterAll(async () => {
    await chromium.close();
    await server.stop();
  });
  return async () => {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(server.url);
    await analysed(page);
    return page;
  };
}

/** Carries out a command by its name, from the palette. */
export async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+Shift+P');
  await page.getByTestId('palette').fill(command);
  await page.keyboard.press('Enter');
}

/** Types an address or expression into the address box. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.keyboard.press('Control+g');
  await page.getByTestId('address-box').fill(place);
  await page.keyboard.press('Enter');
}

/** What is on the clipboard, pasted into a page of its own: the app’s page may not read it. */
export async function clipboard(page: Page): Promise<string> {
  const other = await page.context().newPage();
  await other.setContent('<textarea autofocus></textarea>');
  const area = other.locator('textarea');
  await area.focus();
  await other.keyboard.press('Control+v');
  const text = await area.inputValue();
  await other.close();
  return text;
}

/** The file that `act` hands over. */
export async function saved(
  page: Page,
  act: () => Promise<void>,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await act();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What /proc said of a task when the sample was dumped. */
export interface TrueTask {
  readonly name: string;
  readonly pid: number;
  readonly tgid: number;
  readonly ppid: number;
  readonly uid: number;
  readonly state: string;
  readonly namespacePids: readonly number[];
  /** Since boot, in hundredths of a second. */
  readonly start: number;
}

/** All tasks of the sample, as /proc listed them. */
export function trueTasks(): readonly TrueTask[] {
  const text = readFileSync(join(root, 'resources', 'sample.truth.json'), 'utf8');
  // A file of this repository.
  const { tasks } = JSON.parse(text) as { tasks: readonly Readonly<Record<string, string>>[] };
  const numbers = (list = ''): number[] => list.split('\t').map(Number);
  return tasks.map((task) => ({
    name: task['Name'] ?? '',
    pid: Number(task['Pid']),
    tgid: Number(task['Tgid']),
    ppid: Number(task['PPid']),
    uid: numbers(task['Uid'])[0] ?? NaN,
    state: task['State']?.charAt(0) ?? '',
    namespacePids: numbers(task['NSpid']),
    start: Number(task['Start']),
  }));
}

/** The one task of this name. */
export function trueTask(name: string): TrueTask {
  const found = trueTasks().find((task) => task.name === name);
  if (found === undefined) throw new Error(`the sample has no ${name}`);
  return found;
}
