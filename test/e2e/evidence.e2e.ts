import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { axe } from './axe.ts';
import { fieldRow } from './on-screen.ts';
import { dumpPages, run, saved } from './workbench-page.ts';

/** How the dump was understood, on screen and as a report. */

const open = dumpPages();

async function evidence(page: Page): Promise<void> {
  await page.keyboard.press('Alt+6');
  await page.getByTestId('evidence-panel').waitFor();
}

test('stages have their time and bytes; every field its place, relation and who holds to it', async () => {
  const page = await open();
  await evidence(page);
  const panel = page.getByTestId('evidence-panel');
  const stages = await panel.locator('.timings tbody tr').allTextContents();
  expect(stages.length).toBeGreaterThanOrEqual(4);
  for (const stage of stages) expect(stage).toMatch(/\d (ms|s).*\d (B|KiB|MiB)$/);
  expect(await panel.locator('.evidence-sentences li').count()).toBeGreaterThan(2);
  const fields = panel.locator('details.evidence-field:not(.evidence-lost)');
  expect(await fields.count()).toBeGreaterThan(20);
  for (const summary of await fields.locator('summary').allTextContents())
    expect(summary).toMatch(/\+ 0x[0-9a-f]+.*[\d,]+ of [\d,]+/);
  const tasks = fields.filter({ has: page.locator('.evidence-name').getByText('tasks', { exact: true }) });
  await tasks.locator('summary').click();
  await tasks.getByText('Relation', { exact: true }).waitFor();
});

test('both ends of a list stand in one line of the fields', async () => {
  const page = await open();
  const heights = (field: string): Promise<number> =>
    fieldRow(page, field).evaluate((row) => row.getBoundingClientRect().height);
  const children = fieldRow(page, 'children').locator('.field-pointer');
  expect(await children.allTextContents()).toEqual([
    expect.stringMatching(/^next.+ \(\d+\) \+ sibling$/),
    expect.stringMatching(/^prev.+ \(\d+\) \+ sibling$/),
  ]);
  expect(await heights('children')).toBe(await heights('pid'));
  // The tasks are whole, whatever is cut.
  for (const task of await children.locator('.field-task').all())
    expect(
      await task.evaluate(
        (part) =>
          part.getBoundingClientRect().right <= (part.parentElement?.getBoundingClientRect().right ?? 0),
      ),
    ).toBe(true);
});

test('what came next for a field is listed with how far it held and why it lost', async () => {
  const page = await open();
  await evidence(page);
  const parent = page
    .locator('details.evidence-field')
    .filter({ has: page.locator('.evidence-name').getByText('real_parent', { exact: true }) });
  await parent.locator('summary').click();
  const runner = parent.locator('.evidence-runners tbody tr').first();
  expect(await runner.locator('td').nth(0).textContent()).toMatch(/^0x[0-9a-f]+$/);
  expect(await runner.locator('td').nth(1).textContent()).toMatch(/^\d+ of \d+$/);
  expect(await runner.locator('td').nth(2).textContent()).toMatch(/\w+ \w+/);
});

test('the reports carry the SHA-256 of the file; the page needs nothing else', async () => {
  const page = await open();
  const sha256 = createHash('sha256')
    .update(readFileSync(inject('dump')))
    .digest('hex');
  const json = await saved(page, () => run(page, 'report as JSON'));
  const report: unknown = JSON.parse(json.bytes.toString());
  // Nobody has asked for it before.
  expect(report).toMatchObject({ dump: { sha256, path: inject('dump') } });
  await evidence(page);
  await page.getByTestId('sha256').getByText(sha256).waitFor();

  const html = await saved(page, () =>
    page.getByRole('button', { name: 'Save the report as HTML…' }).click(),
  );
  const text = html.bytes.toString();
  expect(text).toContain(sha256);
  expect(text).not.toMatch(/<(script|link|img|iframe|object|embed)\b|\ssrc=|\shref=|url\(|@import|https?:/i);

  const file = join(mkdtempSync(join(tmpdir(), 'taskshape-report-')), 'report.html');
  writeFileSync(file, text);
  const alone = await page.context().newPage();
  const asked: string[] = [];
  const wrong: string[] = [];
  alone.on('request', (request) => asked.push(request.url()));
  alone.on('console', (message) => wrong.push(message.text()));
  await alone.goto(pathToFileURL(file).href);
  await alone.getByRole('heading', { name: 'How this dump was understood' }).waitFor();
  expect(await alone.locator('table').count()).toBeGreaterThanOrEqual(3);
  const colours = (): Promise<string> =>
    alone.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return `${color} on ${backgroundColor}`;
    });
  await alone.emulateMedia({ colorScheme: 'dark' });
  expect(await colours()).toBe('rgb(228, 231, 236) on rgb(22, 24, 28)');
  expect(await axe(alone)).toEqual([]);
  await alone.emulateMedia({ colorScheme: 'dark', media: 'print' });
  expect(await colours()).toBe('rgb(26, 29, 35) on rgb(255, 255, 255)');
  expect(asked).toEqual([pathToFileURL(file).href]);
  expect(wrong).toEqual([]);
});
