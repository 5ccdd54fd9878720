import { describe, expect, test } from 'vitest';
import { fieldRow, select, selected, taskNamed, taskRow } from './on-screen.ts';
import { dumpPages } from './workbench-page.ts';

describe('the bytes of a task', () => {
  const start = dumpPages();

  test('are coloured as the legend says, and each colour can be switched off or shown alone', async () => {
    const page = await start();
    await fieldRow(page, 'pid').locator('.field-select').click();
    const bytes = page.getByTestId('hex-view');
    const pid = bytes.locator('.hex-bytes [data-field="pid"]');
    const parents = bytes.locator('.hex-bytes .fam-family');
    await pid.first().waitFor();
    const legend = page.getByRole('group', { name: 'Colours of the bytes' });
    const identity = legend.getByRole('button', { name: 'Identity' });
    await identity.click();
    expect(await identity.getAttribute('aria-pressed')).toBe('false');
    await expect.poll(() => pid.count()).toBe(0);
    expect(await parents.count()).toBeGreaterThan(0);
    await identity.click({ modifiers: ['Alt'] });
    await pid.first().waitFor();
    expect(await parents.count()).toBe(0);
    expect(await bytes.locator('.run-content').count()).toBe(0);
    await identity.click({ modifiers: ['Alt'] });
    await expect.poll(() => parents.count()).toBeGreaterThan(0);
  });

  test('that no field is known for show what they look like', async () => {
    const page = await start();
    await select(page, 'chain-11');
    await expect.poll(() => page.getByTestId('hex-view').locator('.run-content').count()).toBeGreaterThan(0);
    expect(await page.locator('.strip-map .content-direct-map').count()).toBeGreaterThan(0);
  });

  test('lead along a list by key, and say where each link leads', async () => {
    const page = await start();
    await select(page, 'leaf-01');
    await page.getByTestId('filter').fill('');
    await fieldRow(page, 'sibling').locator('.field-select').click();
    await page.locator('.hex-note', { hasText: 'sibling.next → leaf-02' }).waitFor();
    await page.keyboard.press('Alt+PageDown');
    await selected(page, 'leaf-02');
    await page.keyboard.press('Alt+PageDown');
    await selected(page, 'leaf-03');
    await page.keyboard.press('Alt+PageUp');
    await selected(page, 'leaf-02');
  });

  test('mean what the user says: a field that is moved changes the tree, is marked, and goes back', async () => {
    const page = await start();
    const thread = await select(page, 'chain-11');
    await page.getByTestId('filter').fill('');
    expect(await taskNamed(page, 'chain-10').count()).toBe(1);
    const comm = fieldRow(page, 'comm');
    await comm.locator('.evidence-toggle').click();
    // What is unfolded is scrolled to, as far as there is room.
    const room = (await page.locator('.fields-scroll').boundingBox()) ?? { y: NaN, height: NaN };
    await expect
      .poll(async () => {
        const evidence = await page.locator('tr[data-evidence="comm"]').boundingBox();
        const end = Math.min((evidence?.y ?? NaN) + (evidence?.height ?? NaN), room.y + room.height);
        return (end - (evidence?.y ?? NaN)) / Math.min(evidence?.height ?? NaN, room.height);
      })
      .toBeGreaterThan(0.75);
    const offset = page.getByLabel('Offset of comm');
    await offset.fill('nonsense');
    expect(await page.getByRole('button', { name: 'Put it here' }).isEnabled()).toBe(false);
    // Four bytes further on, names lack their first four characters.
    const found = Number((await comm.locator('.field-offset').textContent())?.replace('+', ''));
    await offset.fill(`0x${(found + 4).toString(16)}`);
    await page.keyboard.press('Enter');
    await taskNamed(page, 'n-10').waitFor();
    expect(await taskNamed(page, 'chain-10').count()).toBe(0);
    expect(await taskRow(page, thread).getAttribute('aria-selected')).toBe('true');
    await comm.getByText('yours').waitFor();
    // Whatever is looked at: that names are not the search's is told.
    const moved = page.getByTestId('status-line').getByText('1 field moved by you');
    await page.keyboard.press('Alt+4');
    await moved.click();
    await page.getByText(`the search has it at 0x${found.toString(16)}`).waitFor();
    await page.getByRole('button', { name: 'Give it back to the search' }).click();
    await taskNamed(page, 'chain-10').waitFor();
    expect(await comm.getByText('yours').count()).toBe(0);
    expect(await moved.count()).toBe(0);
  });
});
