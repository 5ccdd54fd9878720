import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { DRAWING } from '../support/drawn-dump.ts';
import { buildGuest } from '../support/dump-builder/build-guest.ts';
import { addFalseIdle, addFalseList, addLoneName } from '../support/dump-builder/false-idle.ts';
import { hex } from '../../src/shared/units.ts';
import { axe } from './axe.ts';
import { serveBuilt, type Served } from './launch-browser-mode.ts';
import { analysed, problem, selected } from './on-screen.ts';
import { saved } from './workbench-page.ts';

/** What was tried as init_task and for each field, in a drawn dump with things that only look like it. */

const folder = mkdtempSync(join(tmpdir(), 'taskshape-candidates-'));
const guest = buildGuest(DRAWING, { ramSize: 8 << 20 });
addFalseIdle(guest);
addLoneName(guest);
const nameless = addFalseList(guest, 8, () => undefined);
const decoys = join(folder, 'decoys.elf');
writeFileSync(decoys, guest.elf());

const wiped = buildGuest(DRAWING, { ramSize: 8 << 20 });
const left = addFalseIdle(wiped);
for (const { object } of wiped.tasks) wiped.memory.at(object.physical, object.struct.size).fill(0);
const lost = join(folder, 'lost.elf');
writeFileSync(lost, wiped.elf());

let chromium: Browser;
let server: Served | undefined;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterEach(async () => {
  for (const context of chromium.contexts()) await context.close();
  await server?.stop();
});
afterAll(async () => {
  await chromium.close();
});

async function open(dump: string): Promise<Page> {
  server = await serveBuilt(['--root', folder, dump]);
  const context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(server.url);
  return page;
}

const candidates = (page: Page): Locator => page.getByTestId('init-candidates').locator('tbody tr');
const field = (page: Page, name: string): Locator =>
  page
    .locator('details.evidence-field')
    .filter({ has: page.locator('summary .mono').getByText(name, { exact: true }) });

test('candidates say how far they came and why they lost; a click shows the bytes', async () => {
  const page = await open(decoys);
  await analysed(page);
  await page.keyboard.press('Alt+6');
  expect(await candidates(page).count()).toBe(4);
  const taken = await candidates(page).first().textContent();
  expect(taken).toContain(hex(guest.idle.truth.address));
  expect(taken).toContain('7 of 7');
  expect(taken).toContain('Taken: its tasks are shown.');
  const address = hex(guest.memory.virtualOf(nameless));
  const loser = candidates(page).filter({ hasText: address });
  expect(await loser.textContent()).toMatch(/4 of 7.*9 members.*0 of 8.*have no name where it has its own/);
  expect(await axe(page)).toEqual([]);
  await loser.getByRole('button', { name: address }).click();
  await page.getByTestId('hex-view').getByText(address.slice(2), { exact: true }).waitFor();
});

test('an exception to a relation leads to its task in the tree', async () => {
  const page = await open(decoys);
  await analysed(page);
  await page.keyboard.press('Alt+6');
  const uid = field(page, 'cred.uid');
  expect(await uid.locator('summary').textContent()).toContain('1 exception');
  await uid.locator('summary').click();
  await uid.getByRole('button', { name: 'sudo (320)' }).click();
  await selected(page, 'sudo');
});

test('a place that lost can be taken; what the search had stays in view', async () => {
  const page = await open(decoys);
  await analysed(page);
  await page.keyboard.press('Alt+6');
  const uid = field(page, 'cred.uid');
  await uid.locator('summary').click();
  await uid.getByRole('button', { name: 'Use this place' }).first().click();
  await uid.locator('.pin-mark').waitFor();
  await uid.getByText('where the search has it').waitFor();
  await uid.getByRole('button', { name: 'Give it back to the search' }).click();
  await uid.locator('.pin-mark').waitFor({ state: 'detached' });
});

test('a dump without a kernel shows what was tried, and gives it as a report', async () => {
  const page = await open(lost);
  await problem(page).waitFor({ timeout: 60_000 });
  const copy = candidates(page).filter({ hasText: hex(wiped.memory.virtualOf(left)) });
  expect(await copy.textContent()).toMatch(/2 of 7.*None of its lists leads to a neighbour that points back/);
  expect(await axe(page)).toEqual([]);
  await copy.getByRole('button').click();
  await page
    .getByTestId('hex-view')
    .getByText(/^0*[0-9a-f]+$/)
    .first()
    .waitFor();
  const json = await saved(page, () =>
    page.getByRole('button', { name: 'Save the report as JSON…' }).click(),
  );
  expect(JSON.parse(json.bytes.toString())).toMatchObject({
    problem: { code: 'no-kernel' },
    initTask: { candidates: [{ taken: false, testsPassed: 2, physical: hex(left) }] },
    fields: [],
  });
});
