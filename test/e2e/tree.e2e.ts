import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { select, selected, taskNamed, taskRow, tree } from './on-screen.ts';
import { clipboard, dumpPages, run, trueTask, trueTasks, type TrueTask } from './workbench-page.ts';

/** The task tree against what /proc said. */

const open = dumpPages();

const rows = async (page: Page): Promise<number> =>
  Number(await tree(page).getAttribute('aria-rowcount')) - 1;
const columns = (page: Page): Promise<readonly (string | null)[]> =>
  tree(page)
    .locator('[data-column]')
    .evaluateAll((heads) => heads.map((head) => head.getAttribute('data-column')));
const width = async (page: Page, column: string): Promise<number> =>
  (await tree(page).locator(`[data-column="${column}"]`).boundingBox())?.width ?? NaN;
const middle = async (place: Locator): Promise<[number, number]> => {
  const box = await place.boundingBox();
  if (box === null) throw new Error('not on the page');
  return [box.x + box.width / 2, box.y + box.height / 2];
};
const count = (holds: (task: TrueTask) => boolean): number => trueTasks().filter(holds).length;
const isKernel = ({ pid, ppid }: TrueTask): boolean => pid === 2 || ppid === 2;

test('rows say where in the tree they are, and the focused one follows the keys', async () => {
  const page = await open();
  const grid = tree(page);
  expect(await grid.getAttribute('role')).toBe('treegrid');
  await page.getByTestId('filter').fill('leaf');
  await taskNamed(page, 'leaf-07').click();
  const siblings = trueTasks()
    .filter(({ ppid }) => ppid === trueTask('fan-out').pid)
    .map(({ pid }) => pid)
    .sort((a, b) => a - b);
  const leaf = taskNamed(page, 'leaf-07');
  expect(await leaf.getAttribute('aria-posinset')).toBe(
    String(siblings.indexOf(trueTask('leaf-07').pid) + 1),
  );
  expect(await leaf.getAttribute('aria-setsize')).toBe(String(siblings.length));
  expect(await leaf.getAttribute('aria-expanded')).toBe(null);
  const parent = taskNamed(page, 'fan-out');
  expect(Number(await leaf.getAttribute('aria-level'))).toBe(
    Number(await parent.getAttribute('aria-level')) + 1,
  );

  const active = async (): Promise<string | null> =>
    page.locator(`#${(await grid.getAttribute('aria-activedescendant')) ?? ''}`).getAttribute('data-pid');
  expect(await active()).toBe(String(trueTask('leaf-07').pid));
  await page.keyboard.press('ArrowDown');
  await expect.poll(active).toBe(String(trueTask('leaf-08').pid));
  await page.keyboard.press('ArrowLeft');
  await expect.poll(active).toBe(String(trueTask('fan-out').pid));
  expect(await parent.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => parent.getAttribute('aria-expanded')).toBe('false');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('treegrid');
  await page.keyboard.press('End');
  await expect
    .poll(() => grid.locator('[aria-selected="true"]').getAttribute('aria-rowindex'))
    .toBe(await grid.getAttribute('aria-rowcount'));
});

test('a kernel thread is told by more than its colour', async () => {
  const page = await open();
  const name = (pid: number): Locator => taskRow(page, pid).locator('.tree-name');
  const slant = (pid: number): Promise<string> =>
    name(pid)
      .locator('.tree-comm')
      .evaluate((element) => getComputedStyle(element).fontStyle);
  await page.getByTestId('filter').fill('kthreadd');
  expect(await name(2).getAttribute('title')).toBe('kthreadd, kernel thread');
  expect(await slant(2)).toBe('italic');
  await page.getByTestId('filter').fill('pid:1');
  expect(await name(1).getAttribute('title')).not.toContain('kernel');
  expect(await slant(1)).toBe('normal');
});

test('kernel threads, threads, zombies and namespaces are left out and taken in again', async () => {
  const page = await open();
  await run(page, 'Threads');
  const idle = 2; // one for each processor, always shown; /proc does not list them
  const all = trueTasks().length + idle;
  await expect.poll(() => rows(page)).toBe(all);
  const toggles: readonly [string, number][] = [
    ['Kernel threads', count(isKernel)],
    ['Threads', count(({ pid, tgid }) => pid !== tgid)],
    ['Zombies', count(({ state }) => state === 'Z')],
    ['Namespaces', count(({ namespacePids }) => namespacePids.length > 1)],
  ];
  for (const [toggle, fewer] of toggles) {
    expect(fewer).toBeGreaterThan(0);
    await run(page, toggle);
    await expect.poll(() => rows(page), { message: toggle }).toBe(all - fewer);
    await run(page, toggle);
    await expect.poll(() => rows(page), { message: toggle }).toBe(all);
  }
});

test('a filter finds what /proc says, and nothing else', async () => {
  const page = await open();
  await run(page, 'flat list');
  const queries: readonly [string, (task: TrueTask) => boolean][] = [
    ['state:Z', ({ state }) => state === 'Z'],
    ['comm:leaf-1* uid:>99', ({ name, uid }) => name.startsWith('leaf-1') && uid > 99],
    [
      `ppid:${String(trueTask('fan-out').pid)} pid:<=120`,
      ({ ppid, pid }) => ppid === trueTask('fan-out').pid && pid <= 120,
    ],
    ['-comm:leaf* -kernel:yes comm:chain-0?', ({ name }) => /^chain-0.$/.test(name)],
  ];
  for (const [query, holds] of queries) {
    await page.getByTestId('filter').fill(query);
    await expect.poll(() => rows(page), { message: query }).toBe(count(holds));
    const shown = await tree(page)
      .locator('[data-pid]')
      .evaluateAll((list) => list.map((row) => Number(row.getAttribute('data-pid'))));
    const expected = new Set(
      trueTasks()
        .filter(holds)
        .map(({ pid }) => pid),
    );
    expect(shown.length, query).toBeGreaterThan(0);
    expect(
      shown.filter((pid) => !expected.has(pid)),
      query,
    ).toEqual([]);
  }
});

test('columns are moved by mouse and by keyboard, made wider, and stay so after a reload', async () => {
  const page = await open();
  const head = (column: string) => tree(page).locator(`[data-column="${column}"]`);
  expect(await columns(page)).toEqual(['name', 'pid', 'uid', 'state', 'start', 'threads']);
  await page.mouse.move(...(await middle(head('threads'))));
  await page.mouse.down();
  const [x, y] = await middle(head('pid'));
  let step = 0;
  // Where it will land is seen before it is let go. Chromium tells of a drag only while the mouse moves.
  await expect
    .poll(async () => {
      await page.mouse.move(x + (step++ % 4), y);
      return tree(page).locator('[data-column="pid"].is-landing-before').count();
    })
    .toBe(1);
  expect(await tree(page).locator('.is-landing-before, .is-landing-after').count()).toBe(1);
  await page.mouse.up();
  expect(await tree(page).locator('.is-landing-before').count()).toBe(0);
  await expect.poll(() => columns(page)).toEqual(['name', 'threads', 'pid', 'uid', 'state', 'start']);

  const before = await width(page, 'uid');
  const grip = await head('uid').locator('.tree-grip').boundingBox();
  if (grip === null) throw new Error('no grip');
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x - 40, grip.y + grip.height / 2, { steps: 4 });
  await page.mouse.up();
  expect(await width(page, 'uid')).toBeGreaterThan(before + 20);
  await head('uid').locator('.tree-grip').dblclick();
  await expect.poll(() => width(page, 'uid')).toBe(before);

  await run(page, 'choose columns');
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByRole('button', { name: 'Move State to the left' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => columns(page)).toEqual(['name', 'threads', 'pid', 'state', 'uid', 'start']);
  const state = await width(page, 'state');
  await dialog.getByLabel('Width of State').focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => width(page, 'state')).toBeGreaterThan(state + 16);

  // At the end of the row the key stays with the button: the next press does nothing, and is not lost.
  const toTheLeft = dialog.getByRole('button', { name: 'Move Threads to the left' });
  await toTheLeft.focus();
  await page.keyboard.press('Enter');
  expect(await toTheLeft.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');

  const kept = [await columns(page), await width(page, 'uid'), await width(page, 'state')];
  await page.waitForTimeout(500);
  await page.reload();
  await taskRow(page, 1).waitFor();
  expect([await columns(page), await width(page, 'uid'), await width(page, 'state')]).toEqual(kept);
});

test('in a tree that is scrolled sideways the names stay, and a dragged edge goes with the mouse', async () => {
  const page = await open();
  for (const column of ['address', 'cross-view', 'namespace pids']) await run(page, `${column} column`);
  const grid = tree(page);
  await grid.evaluate((element) => {
    element.scrollLeft = 120;
  });
  const left = async (place: Locator): Promise<number> => (await place.boundingBox())?.x ?? NaN;
  const start = await left(grid);
  for (const name of [taskRow(page, 1).locator('.tree-name'), grid.locator('[data-column="name"]')])
    await expect.poll(() => left(name)).toBe(start);

  const head = grid.locator('[data-column="address"]');
  const before = await left(head);
  const [x, y] = await middle(head.locator('.tree-grip'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const by of [-60, 40]) {
    await page.mouse.move(x + by, y, { steps: 4 });
    await expect.poll(async () => Math.round((await left(head)) - before)).toBe(by);
  }
  await page.mouse.up();

  // The slider goes as far as the mouse.
  await run(page, 'choose columns');
  const slider = page.getByRole('dialog', { name: 'Columns' }).getByLabel('Width of Address');
  await slider.focus();
  await page.keyboard.press('End');
  await expect.poll(() => width(page, 'address')).toBe(40 * 16);
});

test('what a column sorts by is in order, both ways', async () => {
  const page = await open();
  await run(page, 'flat list');
  for (const column of ['uid', 'start', 'name']) {
    for (const order of ['ascending', 'descending'] as const) {
      const head = tree(page).locator(`[data-column="${column}"]`);
      await head.click();
      await expect.poll(() => head.getAttribute('aria-sort')).toBe(order);
      const shown = await tree(page)
        .locator('[data-pid]')
        .evaluateAll((list) =>
          list
            .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
            .map((row) => Number(row.getAttribute('data-pid'))),
        );
      const truth = shown.flatMap((pid) => trueTasks().filter((task) => task.pid === pid));
      expect(truth.length).toBeGreaterThan(10);
      const pairs = truth.slice(1).map((task, at) => [truth[at] ?? task, task] as const);
      const wrong = pairs.filter(([a, b]) => {
        const [low, high] = order === 'ascending' ? [a, b] : [b, a];
        if (column === 'name') return low.name.toLowerCase().localeCompare(high.name.toLowerCase()) > 0;
        return column === 'uid' ? low.uid > high.uid : low.start > high.start;
      });
      expect([column, order, wrong]).toEqual([column, order, []]);
    }
  }
});

test('the age is told beside the start', async () => {
  const page = await open();
  await run(page, 'choose columns');
  await page.locator('[data-choose="age"] input[type=checkbox]').check();
  await page.keyboard.press('Escape');
  await page.getByTestId('filter').fill('leaf-39');
  const cells = taskNamed(page, 'leaf-39').locator('.tree-cell');
  expect(await cells.nth(4).textContent()).toBe(`${(trueTask('leaf-39').start / 100).toFixed(2)} s`);
  const last = Math.max(...trueTasks().map(({ start }) => start));
  const age = Number.parseFloat(((await cells.nth(6).textContent()) ?? '').replace('−', ''));
  expect(Math.abs(age - (last - trueTask('leaf-39').start) / 100)).toBeLessThanOrEqual(0.011);
});

test('letters typed into the tree go to the task they begin', async () => {
  const page = await open();
  await tree(page).focus();
  await page.keyboard.type('leaf-2');
  await selected(page, 'leaf-20');
  await page.waitForTimeout(900); // a pause begins a new word
  await page.keyboard.type('appd');
  await selected(page, 'appd');
  await page.waitForTimeout(900);
  await page.keyboard.type(String(trueTask('stopped').pid));
  await selected(page, 'stopped');
});

test('the parent is revealed where it was folded away, and the task in the bytes', async () => {
  const page = await open();
  await select(page, 'chain-05');
  await page.keyboard.press('Alt+ArrowUp');
  await selected(page, 'chain-06');
  await taskNamed(page, 'chain-06').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show its bytes' }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
    .toBe('hex-view');
  await page
    .locator('.hex-main .hex-row.is-selected-task .hex-task')
    .getByText(`chain-06 (${String(trueTask('chain-06').pid)})`)
    .waitFor();
});

test('ancestors stay in sight while their descendants scroll by', async () => {
  const page = await open();
  await tree(page).focus();
  await page.keyboard.type('leaf-38');
  await selected(page, 'leaf-38');
  await tree(page).evaluate((element) => {
    element.scrollTop += 200;
  });
  const sticky = page.locator('.tree-sticky');
  await sticky.getByText('fan-out').waitFor();
  const names = (await sticky.textContent()) ?? '';
  expect(names.indexOf('init')).toBeLessThan(names.indexOf('fan-out'));
});

test('several rows are copied as text, CSV and JSON', async () => {
  const page = await open();
  await page.getByTestId('filter').fill('comm:zombie-*');
  const zombies = ['zombie-0', 'zombie-1', 'zombie-2'].map(trueTask);
  await taskNamed(page, 'zombie-0').click();
  await taskNamed(page, 'zombie-2').click({ modifiers: ['Shift'] });
  const first = zombies.map(({ name, pid, uid, state }) => [name, String(pid), String(uid), state]);
  const copy = async (item: string): Promise<string> => {
    await taskNamed(page, 'zombie-1').click({ button: 'right' });
    await page.getByRole('menuitem', { name: item }).click();
    return clipboard(page);
  };
  const table = (text: string, line: string | RegExp, cell: string): readonly (readonly string[])[] =>
    text
      .trim()
      .split(line)
      .slice(1)
      .map((one) => one.split(cell).slice(0, 4));
  expect(table(await copy('Copy rows as text'), /\r?\n/, '\t')).toEqual(first);
  expect(table(await copy('Copy rows as CSV'), /\r?\n/, ',')).toEqual(first);
  const list: unknown = JSON.parse(await copy('Copy rows as JSON'));
  expect(list).toMatchObject(zombies.map(({ name, pid, ppid, uid }) => ({ comm: name, pid, ppid, uid })));
});

test('the task clicked last is the one that panes and menu speak of, and the others stay selected', async () => {
  const page = await open();
  await page.getByTestId('filter').fill('comm:zombie-*');
  const inFront = (name: string): Promise<void> =>
    page.locator('.fields .pane-head').getByText(name, { exact: true }).waitFor();
  await taskNamed(page, 'zombie-0').click();
  await taskNamed(page, 'zombie-2').click({ modifiers: ['Shift'] });
  await inFront('zombie-2');
  await taskNamed(page, 'zombie-1').click({ button: 'right' });
  await inFront('zombie-1');
  await page.keyboard.press('Escape');
  await taskNamed(page, 'zombie-1').click({ modifiers: ['Control'] });
  expect(await tree(page).locator('[aria-selected=true] .tree-comm').allTextContents()).toEqual([
    'zombie-0',
    'zombie-2',
  ]);
  await inFront('zombie-2');
});

test('tasks that do not stand side by side are selected by keyboard alone', async () => {
  const page = await open();
  await page.getByTestId('filter').fill('comm:zombie-*');
  await taskNamed(page, 'zombie-0').click();
  for (const key of ['Control+ArrowDown', 'Control+ArrowDown', 'Space']) await page.keyboard.press(key);
  expect(await tree(page).locator('[aria-selected=true] .tree-comm').allTextContents()).toEqual([
    'zombie-0',
    'zombie-2',
  ]);
});
