import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { elfMemory, occurrences } from './elf-memory.ts';
import { bytesOf, fieldRow, highlighted, linesOf, select, taskNamed } from './on-screen.ts';
import { clipboard, dumpPages, goTo, run, saved, trueTask } from './workbench-page.ts';

/** The bytes of the dump, against the file itself. */

const open = dumpPages();

const rows = (page: Page) => page.locator('.hex-main .hex-row[data-address]');
/** Switches what addresses mean, and waits until it is done. */
async function inSpace(page: Page, space: string): Promise<void> {
  const button = page.getByRole('button', { name: space, exact: true });
  await button.click();
  await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true');
}
const inspector = (page: Page) => page.getByTestId('inspector');
test('the place and the selection are kept from virtual to physical to file addresses and back', async () => {
  const page = await open();
  await goTo(page, `pid:${String(trueTask('chain-05').pid)}+comm`);
  await inspector(page).getByText('chain-05').waitFor();
  /** On which line the selection begins, and the address of the first line. */
  const stands = async (): Promise<{ line: number; top: string | null }> => ({
    line: await rows(page).evaluateAll((list) =>
      list.findIndex((row) => row.querySelector('.hex-bytes .hex-selection') !== null),
    ),
    top: await rows(page).first().getAttribute('data-address'),
  });
  const before = await stands();
  expect(before.line).toBeGreaterThan(0);
  const addresses = new Map<string, string | null>();
  for (const space of ['Physical', 'File', 'Virtual', 'File', 'Physical', 'File', 'Virtual']) {
    await inSpace(page, space);
    await inspector(page).getByText('chain-05').waitFor();
    await expect.poll(async () => (await stands()).line, { message: space }).toBe(before.line);
    const { top } = await stands();
    expect(addresses.get(space) ?? top, space).toBe(top);
    addresses.set(space, top);
  }
  expect(addresses.get('Virtual')).toBe(before.top);
  expect(new Set(addresses.values()).size).toBe(3);
});

test('expressions lead to their places, and nonsense to none', async () => {
  const page = await open();
  const comm = (await fieldRow(page, 'comm').locator('.field-offset').textContent()) ?? '';
  const places: readonly [string, string][] = [
    [`init_task${comm}`, 'text swapper/'],
    ['pid:1+comm', 'text init'],
    // A field is selected whole, not as a word.
    ['pid:1+comm', '16 bytes'],
    ['pid:1+flags', '4 bytes'],
    ['pid:1+tasks', '16 bytes'],
    [`pid:${String(trueTask('appd').pid)}+comm`, 'text appd'],
    [`pid:1${comm}+2`, 'u16 29801'],
  ];
  for (const [place, text] of places) {
    await goTo(page, place);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
      .toBe('hex-view');
    await expect.poll(() => inspector(page).textContent(), { message: place }).toContain(text);
  }
  await goTo(page, `pid:${String(trueTask('fan-out').pid)}`);
  await page.locator('.hex-row.is-selected-task .hex-task').getByText('fan-out').waitFor();
  for (const place of ['pid:99999', 'nonsense', 'init_task+nonsense', '1ffffffffffffffff']) {
    await goTo(page, place);
    await expect
      .poll(() => page.getByTestId('address-box').getAttribute('aria-invalid'), { message: place })
      .toBe('true');
  }
});

async function search(page: Page, kind: string, text: string, order?: 'little' | 'big'): Promise<number> {
  await page.keyboard.press('Control+Shift+F');
  await page.getByLabel('What to search for').selectOption(kind);
  if (order !== undefined) await page.locator('.search-form').getByLabel('Byte order').selectOption(order);
  await page.getByTestId('memory-search').fill(text);
  await page.keyboard.press('Enter');
  const state = page.getByTestId('search-state');
  await state.getByText(/^[\d,]+ hits?$/).waitFor();
  return Number(((await state.textContent()) ?? '').replace(/\D/g, ''));
}

test('bytes with wildcards and text are found wherever the file has them', async () => {
  const page = await open();
  const memory = elfMemory(inject('dump'));
  const text = (pattern: string): (number | undefined)[] =>
    Array.from(pattern, (letter) => (letter === '?' ? undefined : letter.charCodeAt(0)));
  const leaves = occurrences(memory, text('leaf-?7'));
  expect(leaves.length).toBeGreaterThanOrEqual(4);
  expect(await search(page, 'bytes', '6c 65 61 66 2d ?? 37')).toBe(leaves.length);
  const hits = page.getByTestId('hits').getByRole('option');
  expect(await hits.first().locator('.mono').first().textContent()).toBe(
    `0x${(leaves[0] ?? 0).toString(16)}`,
  );
  const font = (heading: string): Promise<string> =>
    page
      .locator('.hits-head')
      .getByText(heading, { exact: true })
      .evaluate((element) => getComputedStyle(element).font);
  expect(await font('Around it')).toBe(await font('In'));
  expect(await search(page, 'text', 'leaf-07')).toBe(occurrences(memory, text('leaf-07')).length);
  for (const [order, wanted] of [
    ['little', [0x41, 0, 0x42, 0]],
    ['big', [0, 0x41, 0, 0x42]],
  ] as const)
    expect(await search(page, 'utf16', 'AB', order), order).toBe(occurrences(memory, wanted).length);
});

test('integers of every width are found in either byte order', async () => {
  const page = await open();
  const memory = elfMemory(inject('dump'));
  const value = trueTask('chain-05').pid;
  for (const width of [1, 2, 4, 8] as const) {
    for (const order of ['little', 'big'] as const) {
      const bytes: number[] = new Array<number>(width).fill(0);
      bytes[order === 'little' ? 0 : width - 1] = value;
      const expected = occurrences(memory, bytes, width).length;
      if (expected > 10_000) continue;
      const found = await search(
        page,
        `u${String(8 * width)}`,
        String(value),
        width === 1 ? undefined : order,
      );
      expect([width, order, found]).toEqual([width, order, expected]);
    }
  }
});

test('what cannot be searched for is not, and what is not there is said to be missing', async () => {
  const page = await open();
  await page.keyboard.press('Control+Shift+F');
  await page.getByTestId('memory-search').fill('7f 4');
  await page.keyboard.press('Enter');
  expect(await page.getByTestId('memory-search').getAttribute('aria-invalid')).toBe('true');
  await page.getByTestId('search-state').getByText('Type it like this: 7f 45 4c 46').waitFor();
  expect(await search(page, 'text', 'no dump of ours has this')).toBe(0);
  await page.getByText('Nothing like that is in the memory of this dump.').waitFor();
});

test('holes of the dump are holes: their size is told, and no address in them is gone to', async () => {
  const page = await open();
  const memory = elfMemory(inject('dump'));
  // A small one, told in KiB.
  const at = memory.findIndex(
    ({ physical, bytes }, i) => (memory[i + 1]?.physical ?? Infinity) - physical - bytes.length < 2 ** 19,
  );
  const [before, after] = memory.slice(at, at + 2);
  if (before === undefined || after === undefined) throw new Error('the sample has no holes');
  const start = before.physical + before.bytes.length;
  await inSpace(page, 'Physical');
  await goTo(page, `0x${(start - 16).toString(16)}`);
  const size = after.physical - start;
  const gap = page.locator('.hex-main .hex-gap').first();
  await gap.waitFor();
  expect(Number.parseFloat((await gap.textContent()) ?? '')).toBeCloseTo(size / 1024, 0);
  const lines = await rows(page).evaluateAll((list) =>
    list.map((row) => Number(row.getAttribute('data-address'))),
  );
  expect(lines.filter((at) => at >= start && at < after.physical)).toEqual([]);
  expect(lines).toContain(after.physical);
  await goTo(page, `0x${start.toString(16)}`);
  expect(await page.getByTestId('address-box').getAttribute('aria-invalid')).toBe('true');
  await page.locator('.inspector-notice').waitFor();
});

test('a selection is copied as hex, C array, Base64 and text', async () => {
  const page = await open();
  await select(page, 'chain-11');
  await fieldRow(page, 'comm').locator('.field-select').click();
  const bytes = Buffer.from(await highlighted(page, 'comm'), 'hex').subarray(0, 16);
  expect(bytes.toString('latin1')).toMatch(/^chain-11\0/);
  const copy = async (command: string): Promise<string> => {
    await run(page, command);
    return (await clipboard(page)).trimEnd();
  };
  expect(Buffer.from((await copy('Copy bytes as hex')).replaceAll(/\s/g, ''), 'hex')).toEqual(bytes);
  expect(Buffer.from(await copy('Copy bytes as Base64'), 'base64')).toEqual(bytes);
  const c = await copy('Copy bytes as C array');
  expect(c).toMatch(/^unsigned char \w+\[16\] = \{[^]*\};$/);
  expect(
    Buffer.from([...c.matchAll(/0x([0-9a-f]{2})/g)].map(([, byte = '']) => Number.parseInt(byte, 16))),
  ).toEqual(bytes);
  expect((await copy('Copy bytes as text')).split('\n')[0]).toBe('chain-11');
  await run(page, 'Copy address');
  expect(await clipboard(page)).toMatch(/^0xffff[0-9a-f]{12}$/);
});

test('a selection over many pages is saved as the very bytes of the file', async () => {
  const page = await open();
  await select(page, 'chain-11');
  await fieldRow(page, 'comm').locator('.field-select').click();
  const [line] = await linesOf(page, 'comm');
  await inSpace(page, 'File');
  await page.getByTestId('hex-view').focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press('Shift+PageDown');
  const told =
    (await inspector(page)
      .getByText(/^[\d,]+ bytes$/)
      .textContent()) ?? '';
  const length = Number(told.replace(/\D/g, ''));
  expect(length).toBeGreaterThan(2000);
  const { bytes, name } = await saved(page, () => run(page, 'Save the selected bytes'));
  const start = Number.parseInt(/file-([0-9a-f]+)\.bin$/.exec(name)?.[1] ?? '', 16);
  expect(start).toBe(line?.offset);
  expect(bytes.length).toBe(length);
  expect(bytes.equals(bytesOf(inject('dump'), start, length))).toBe(true);
});

test('a range of addresses is selected by its ends and saved; what the dump lacks is told', async () => {
  const page = await open();
  await goTo(page, 'pid:1+comm..+f');
  await inspector(page).getByText('16 bytes').waitFor();
  const name = await saved(page, () => run(page, 'Save the selected bytes'));
  expect(name.bytes.toString('latin1').replace(/\0.*$/s, '')).toBe('init');
  await inSpace(page, 'File');
  await goTo(page, '0x1003..0x4ffe');
  await inspector(page).getByText('16,380 bytes').waitFor();
  const { bytes } = await saved(page, () => run(page, 'Save the selected bytes'));
  expect(bytes.equals(bytesOf(inject('dump'), 0x1003, 0x3ffc))).toBe(true);

  const [piece] = elfMemory(inject('dump'));
  if (piece === undefined) throw new Error('the sample holds nothing');
  const end = piece.physical + piece.bytes.length;
  await inSpace(page, 'Physical');
  await goTo(page, `${(end - 16).toString(16)}..${(end + 31).toString(16)}`);
  const part = await saved(page, () => run(page, 'Save the selected bytes'));
  expect(part.bytes).toEqual(Buffer.concat([piece.bytes.subarray(-16), Buffer.alloc(32)]));
  await page.locator('.inspector-notice').getByText('32 bytes of it are not in the dump').waitFor();
});

test('a range that was never on screen is copied whole; what the dump lacks, and what is too much, is told', async () => {
  const page = await open();
  await inSpace(page, 'File');
  await goTo(page, '0x11003..0x31002');
  await inspector(page).getByText('131,072 bytes').waitFor();
  await run(page, 'Copy bytes as Base64');
  const copied = async (): Promise<Buffer> => Buffer.from(await clipboard(page), 'base64');
  await expect
    .poll(async () => (await copied()).equals(bytesOf(inject('dump'), 0x11003, 0x20000)))
    .toBe(true);
  await page.getByTestId('hex-view').focus();
  await page.keyboard.press('Control+c');
  const digits = bytesOf(inject('dump'), 0x11003, 4)
    .toString('hex')
    .replaceAll(/(..)(?=.)/g, '$1 ');
  await expect.poll(async () => (await clipboard(page)).startsWith(digits)).toBe(true);

  await goTo(page, '0x1000..0x201000');
  await run(page, 'Copy bytes as Base64');
  await page.locator('.inspector-notice').getByText('the first 1.0 MiB').waitFor();

  const [piece] = elfMemory(inject('dump'));
  if (piece === undefined) throw new Error('the sample holds nothing');
  const end = piece.physical + piece.bytes.length;
  await inSpace(page, 'Physical');
  await goTo(page, `${(end - 16).toString(16)}..${(end + 31).toString(16)}`);
  await run(page, 'Copy bytes as Base64');
  await page.locator('.inspector-notice').getByText('32 bytes of it are not in the dump').waitFor();
  expect(await copied()).toEqual(Buffer.concat([piece.bytes.subarray(-16), Buffer.alloc(32)]));
});

test('two structs are compared byte by byte', async () => {
  const page = await open();
  await page.getByTestId('filter').fill('comm:leaf-0?');
  await taskNamed(page, 'leaf-01').click();
  await taskNamed(page, 'leaf-02').click({ modifiers: ['Control'] });
  await run(page, 'compare the structs');
  const panel = page.getByTestId('compare-panel');
  await panel.getByText(/bytes differ/).waitFor();
  const lines = panel.locator('tbody tr');
  const texts = await lines.evaluateAll((list) =>
    list.map((row) => Array.from(row.querySelectorAll('td.mono'), (cell) => cell.textContent)),
  );
  expect(texts.length).toBeGreaterThan(5);
  expect(texts.filter(([left, right]) => left === right)).toEqual([]);
  // leaf-01 and leaf-02 differ in the last byte of their names alone.
  const name = panel.getByRole('row', { name: /comm/ }).first();
  expect(await name.locator('td').nth(0).locator('.differs').allTextContents()).toEqual(['31']);
  expect(await name.locator('td').nth(1).locator('.differs').allTextContents()).toEqual(['32']);
  await panel.getByLabel('only where they differ').uncheck();
  expect(await lines.count()).toBeGreaterThan(texts.length);
});
