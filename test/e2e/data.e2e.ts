import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { bytesOf, linesOf } from './on-screen.ts';
import { dumpPages, goTo, trueTask } from './workbench-page.ts';

/** The data inspector, against /proc and the bytes of the file. */

const open = dumpPages();

/** What the panel says under a name. */
async function reading(page: Page, name: string): Promise<string> {
  const terms = page.getByTestId('data-panel').locator('.data-list > div');
  const term = terms.filter({ has: page.locator('dt').getByText(name, { exact: true }) });
  return (await term.locator('dd').textContent()) ?? '';
}

async function inspect(page: Page, place: string): Promise<void> {
  // Bytes can be gone to once the page knows what the dump holds, which may be a moment after its tasks.
  await expect
    .poll(async () => {
      await goTo(page, place);
      return page.getByTestId('inspector').count();
    })
    .toBe(1);
  await page.keyboard.press('Alt+2');
  await page.getByTestId('data-panel').locator('.data-list').waitFor();
}

const at = (name: string, field: string): string => `pid:${String(trueTask(name).pid)}+${field}`;

test('flags are decoded: who is a kernel thread, and who is on its way out', async () => {
  const page = await open();
  await inspect(page, 'pid:2+flags');
  await expect.poll(() => reading(page, 'As task flags')).toContain('PF_KTHREAD');
  await inspect(page, at('zombie-1', 'flags'));
  await expect.poll(() => reading(page, 'As task flags')).toContain('PF_EXITING');
  expect(await reading(page, 'As task flags')).not.toContain('PF_KTHREAD');
});

test('pointers say what they lead to, and are followed', async () => {
  const page = await open();
  await inspect(page, at('chain-05', 'real_parent'));
  const parent = trueTask('chain-06');
  await expect.poll(() => reading(page, 'Pointer')).toContain(`→ chain-06 (${String(parent.pid)})`);
  await page.getByTestId('data-panel').getByRole('button', { name: 'Follow as pointer' }).click();
  await page.locator('.hex-row.is-selected-task .hex-task').getByText('chain-06').waitFor();
  // Text is no address.
  await inspect(page, at('chain-05', 'comm'));
  await expect.poll(() => reading(page, 'Pointer')).toMatch(/^0x[0-9a-f]+ → not in the dump$/);
  await inspect(page, at('leaf-01', 'sibling'));
  await expect.poll(() => reading(page, 'Pointer')).toContain('leaf-02');
});

test('a start time is the one of /proc, to the hundredth of a second', async () => {
  const page = await open();
  for (const name of ['chain-05', 'leaf-39']) {
    await inspect(page, at(name, 'start_boottime'));
    const hundredths = async (): Promise<number> =>
      Math.floor(Number.parseFloat(await reading(page, 'Nanoseconds')) * 100);
    await expect.poll(hundredths).toBe(trueTask(name).start);
  }
});

test('integers, floats and bits are those of the bytes, in either byte order', async () => {
  const page = await open();
  await inspect(page, at('chain-05', 'pid'));
  const { pid } = trueTask('chain-05');
  await expect.poll(() => reading(page, '32-bit integer')).toContain(`${String(pid)}  =`);
  const line = (await linesOf(page, 'pid')).find(({ offset }) => offset > 0);
  const bytes = bytesOf(inject('dump'), line?.offset ?? 0, 32);
  const from = bytes.indexOf(Buffer.from([pid, 0, 0, 0, pid, 0, 0, 0])); // pid and tgid
  expect(from).toBeGreaterThanOrEqual(0);
  const here = bytes.subarray(from);
  const panel = page.getByTestId('data-panel');
  expect(await reading(page, 'Bits')).toBe(pid.toString(2).padStart(8, '0'));
  expect(Number(await reading(page, '32-bit float'))).toBeCloseTo(here.readFloatLE(), 9);
  await panel.getByLabel('Byte order').selectOption('big');
  await expect.poll(() => reading(page, '16-bit integer')).toContain(String(here.readUInt16BE()));
  expect(await reading(page, '32-bit integer')).toContain(String(here.readUInt32BE()));
  expect(await reading(page, '64-bit integer')).toContain(String(here.readBigUInt64BE()));
  expect(Number(await reading(page, '64-bit float'))).toBeCloseTo(here.readDoubleBE(), 6);
});

test('the panel goes along with the cursor', async () => {
  const page = await open();
  await inspect(page, at('chain-05', 'comm'));
  await expect.poll(() => reading(page, 'Text')).toBe('“chain-05”');
  await page.getByTestId('hex-view').focus();
  // From the last of its 16 bytes to the sixth.
  for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => reading(page, 'Text')).toBe('“-05”');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => reading(page, 'Text')).toBe('“05”');
});
