import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { select, selected, tree } from './on-screen.ts';
import { dumpPages, run, trueTask, trueTasks } from './workbench-page.ts';

/** The process map: the tree once more, as a picture. */

const open = dumpPages();

const map = (page: Page): Locator => page.getByTestId('process-map');
const box = (page: Page, name: string): Locator =>
  map(page).getByRole('option', { name, exact: true }).first();
const widthOf = async (page: Page, name: string): Promise<number> =>
  (await box(page, name).boundingBox())?.width ?? NaN;
const colourOf = (page: Page, name: string): Promise<string> =>
  box(page, name).evaluate((element) => getComputedStyle(element).backgroundColor);

/** Processes in the subtree of a process by /proc. */
function subtree(pid: number): number {
  const children = trueTasks().filter((task) => task.ppid === pid && task.pid === task.tgid);
  return 1 + children.reduce((sum, child) => sum + subtree(child.pid), 0);
}

test('boxes are as wide as their subtrees are large', async () => {
  const page = await open();
  await page.keyboard.press('Control+m');
  const whole = await widthOf(page, 'init');
  for (const name of ['fan-out', 'chain-top', 'systemd-fake', 'zombies']) {
    const share = subtree(trueTask(name).pid) / subtree(1);
    expect(Math.abs((await widthOf(page, name)) / whole - share), name).toBeLessThan(0.01);
  }
});

test('a double click zooms in on a subtree, a button and a key zoom out', async () => {
  const page = await open();
  await page.keyboard.press('Control+m');
  const before = await widthOf(page, 'fan-out');
  await box(page, 'fan-out').dblclick();
  await expect.poll(() => box(page, 'chain-top').count()).toBe(0);
  expect(await widthOf(page, 'fan-out')).toBeGreaterThan(before * 2);
  expect(await map(page).locator('.map-box').count()).toBe(subtree(trueTask('fan-out').pid));
  await page.getByRole('button', { name: 'Zoom the map out' }).click();
  await box(page, 'chain-top').waitFor();
  await box(page, 'chain-top').click();
  await page.keyboard.press('Enter');
  await expect.poll(() => box(page, 'fan-out').count()).toBe(0);
  await page.keyboard.press('Escape');
  await box(page, 'fan-out').waitFor();
});

const count = (page: Page): Promise<number> => map(page).locator('.map-box').count();

test('the map leaves out the kinds of tasks that are switched off', async () => {
  const page = await open();
  await page.keyboard.press('Control+m');
  const kernel = box(page, 'kthreadd');
  await kernel.waitFor();
  await page.getByRole('button', { name: 'Kernel threads' }).click();
  await kernel.waitFor({ state: 'detached' });
  await box(page, 'zombie-0').waitFor();
  await run(page, 'zombies');
  await box(page, 'zombie-0').waitFor({ state: 'detached' });
  const before = await count(page);
  await page.getByRole('button', { name: 'Threads', exact: true }).click();
  await expect.poll(() => count(page)).toBeGreaterThan(before);
});

test('the map shows what the filter finds, hatched what leads there, and as many tasks as the tree', async () => {
  const page = await open();
  const leaves = trueTasks().filter(({ name }) => name.startsWith('leaf-'));
  await page.keyboard.press('Control+m');
  await page.getByTestId('filter').fill('leaf-');
  const found = map(page).locator('.map-box:not(.is-dimmed)');
  await expect.poll(() => found.count()).toBe(leaves.length);
  const leading = map(page).locator('.map-box.is-dimmed');
  expect(await leading.allTextContents()).toEqual(['swapper/0', 'init', 'fan-out']);
  expect(await leading.last().getAttribute('title')).toContain('only leads to what the filter finds');
  const told = page.getByTestId('found');
  const words = await told.textContent();
  expect(words).toMatch(new RegExp(`^${String(leaves.length)} of \\d+ tasks found$`));
  // The root of a zoomed map need not be among what is found: the map goes out to what is.
  await page.getByTestId('filter').fill('');
  await box(page, 'chain-top').dblclick();
  await page.getByTestId('filter').fill('leaf-');
  await expect.poll(() => found.count()).toBe(leaves.length);
  await page.keyboard.press('Control+m');
  await tree(page).waitFor();
  expect(await told.textContent()).toBe(words);
  await page.keyboard.press('Control+m');
  await page.getByTestId('filter').fill('no such task');
  await page.getByText('No task matches').waitFor();
  await page.getByTestId('filter').fill('kthreadd');
  await page.getByRole('button', { name: 'Kernel threads' }).click();
  await page.getByText('One task matches, but it is of a kind that is switched off above.').waitFor();
});

test('colours tell user, state and size, each also in words', async () => {
  const page = await open();
  await page.keyboard.press('Control+m');
  const by = page.getByLabel('Colour by');
  const users = [await colourOf(page, 'init'), await colourOf(page, 'leaf-01')];
  const uid = trueTask('leaf-01').uid;
  expect(uid).not.toBe(trueTask('init').uid);
  expect(users[0]).not.toBe(users[1]);
  expect(await box(page, 'leaf-01').getAttribute('title')).toContain(`uid ${String(uid)}`);
  await by.selectOption('state');
  await expect.poll(() => colourOf(page, 'zombie-0')).not.toBe(await colourOf(page, 'leaf-01'));
  expect(await box(page, 'zombie-0').getAttribute('title')).toContain('state Z');
  await by.selectOption('size');
  await expect.poll(() => colourOf(page, 'init')).not.toBe(await colourOf(page, 'leaf-01'));
  expect(await box(page, 'zombies').getAttribute('title')).toContain('4 tasks');
});

test('the legend of the colours finds the tasks of one, and all again', async () => {
  const page = await open();
  await run(page, 'map by state');
  const zombies = map(page).getByRole('button', { name: /^state Z: / });
  const all = await count(page);
  await zombies.click();
  await expect.poll(() => page.getByTestId('filter').inputValue()).toBe('state:Z');
  const truth = trueTasks().filter(({ state, pid, tgid }) => state === 'Z' && pid === tgid).length;
  expect(await zombies.textContent()).toBe(`state Z: ${String(truth)}`);
  await expect.poll(() => map(page).locator('.map-box:not(.is-dimmed)').count()).toBe(truth);
  await zombies.click();
  await expect.poll(() => count(page)).toBe(all);
});

test('keys walk through the map, and the tree has the same task selected', async () => {
  const page = await open();
  await page.keyboard.press('Control+m');
  await box(page, 'chain-top').click();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => box(page, 'chain-11').getAttribute('aria-selected')).toBe('true');
  const list = map(page).getByRole('listbox');
  expect(await list.getAttribute('aria-activedescendant')).toBe(
    await box(page, 'chain-11').getAttribute('id'),
  );
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => box(page, 'fan-out').getAttribute('aria-selected')).toBe('true');
  await run(page, 'process map');
  await selected(page, 'fan-out');
  await select(page, 'zombies');
  await run(page, 'process map');
  await expect.poll(() => box(page, 'zombies').getAttribute('aria-selected')).toBe('true');
  expect(await tree(page).count()).toBe(0);
});
