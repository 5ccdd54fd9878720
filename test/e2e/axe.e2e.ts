import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axe } from './axe.ts';
import { memoryPages } from './memory-pages.ts';
import { run } from './workbench-page.ts';

/** Every state, panel, dialog and menu of the window, in every look: axe finds nothing wrong. */

const pages = memoryPages();

interface Look extends BrowserContextOptions {
  readonly name: string;
  readonly theme?: string;
}
const LOOKS: readonly Look[] = [
  { name: 'light', colorScheme: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: 'light high contrast', colorScheme: 'light', theme: 'contrast' },
  { name: 'dark high contrast', colorScheme: 'dark', theme: 'contrast' },
  { name: 'forced colours', colorScheme: 'dark', forcedColors: 'active' },
];

const DONE = 'tasks=300&open=/dumps/web-1.elf&open=/dumps/web-2.elf&kernels';
const firstRow = (page: Page) => page.locator('.tree-body .tree-row').nth(6);
const dialog = (page: Page) => page.getByRole('dialog').waitFor();

/** What to do to an analysed window, each step on from the one before. */
const STEPS: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['fields', (page) => firstRow(page).click()],
  ['evidence of a field', (page) => page.locator('tr[data-field="tasks"] .evidence-toggle').click()],
  [
    'data',
    async (page) => {
      await page.locator('tr[data-field="tasks"] .field-select').click();
      await page.keyboard.press('Alt+2');
      await page.locator('.data-list').waitFor();
    },
  ],
  [
    'search',
    async (page) => {
      await page.keyboard.press('Control+Shift+f');
      await page.getByTestId('memory-search').fill('7f 45 4c 46');
      await page.keyboard.press('Enter');
      await page.getByTestId('hits').waitFor();
      await page.keyboard.press('F3');
    },
  ],
  [
    'bookmarks',
    async (page) => {
      await page.keyboard.press('Control+d');
      await page.keyboard.press('Alt+4');
      await page.getByPlaceholder('Note').first().waitFor();
    },
  ],
  [
    'compared structs',
    async (page) => {
      await firstRow(page).click();
      await page
        .locator('.tree-body .tree-row')
        .nth(9)
        .click({ modifiers: ['Control'] });
      await run(page, 'compare the structs');
      await page.locator('.compare-table').waitFor();
    },
  ],
  [
    'evidence',
    async (page) => {
      await page.keyboard.press('Alt+6');
      await page.locator('.panel-body details').evaluateAll((list) => {
        for (const details of list.slice(0, 6)) details.setAttribute('open', '');
      });
    },
  ],
  [
    'differences of dumps',
    async (page) => {
      await run(page, 'compare with another');
      await page.getByRole('tab', { name: 'Differences', selected: true }).waitFor();
    },
  ],
  ['map', (page) => page.keyboard.press('Control+m')],
  [
    'hidden tasks',
    async (page) => {
      await page.keyboard.press('Control+m');
      await page.locator('.status-hidden').click();
      await page.locator('.tree-row.is-hidden').first().click();
    },
  ],
  ['no task', async (page) => page.getByTestId('filter').fill('comm:nothing-like-this')],
  [
    'help of the filter',
    async (page) => {
      await page.getByTestId('filter').fill('');
      await page.getByLabel('What the filter understands').click();
    },
  ],
  [
    'stages',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.locator('.status-button').click();
    },
  ],
  [
    'menu of a row',
    async (page) => {
      await page.locator('.status-button').click();
      await firstRow(page).click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  ],
  [
    'palette',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Shift+p');
      await page.getByTestId('palette').fill('copy');
    },
  ],
  [
    'help',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+/');
      await dialog(page);
    },
  ],
  [
    'settings',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+,');
      await dialog(page);
    },
  ],
  [
    'about',
    async (page) => {
      await page.keyboard.press('Escape');
      await run(page, 'about taskshape');
      await dialog(page);
    },
  ],
  [
    'columns',
    async (page) => {
      await page.keyboard.press('Escape');
      await run(page, 'choose columns');
      await dialog(page);
    },
  ],
  [
    'recent',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Shift+o');
      await dialog(page);
    },
  ],
  [
    'picker',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+o');
      await page.locator('.picker-entry').first().waitFor();
    },
  ],
  [
    'drop target',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['x'], 'x.raw'));
        document.body.dispatchEvent(
          new DragEvent('dragenter', { dataTransfer, bubbles: true, cancelable: true }),
        );
      });
      await page.getByTestId('drop-overlay').waitFor();
    },
  ],
];

describe.each(LOOKS)('$name', ({ name, theme, ...context }) => {
  const open = async (query: string): Promise<Page> => {
    const page = await pages(query, context);
    if (theme !== undefined) {
      await page.keyboard.press('Control+,');
      await page.locator('[data-setting="theme"]').selectOption(theme);
      await page.keyboard.press('Escape');
    }
    return page;
  };

  test('before, while and after a dump is analysed', async () => {
    for (const query of [
      'recent=/dumps/web-1.elf&recent=/mnt/gone.lime&last=/dumps/web-1.elf',
      'until=early&open=/dumps/web-1.elf',
      'until=partial&open=/dumps/web-1.elf',
      'until=failed&open=/dumps/win10.raw',
      'until=failed-late&open=/dumps/web-1.elf',
    ]) {
      const page = await open(query);
      expect([query, await axe(page)]).toEqual([query, []]);
      await page.close();
    }
  });

  test('in every panel, dialog and menu', async () => {
    const page = await open(DONE);
    await firstRow(page).waitFor();
    for (const [step, act] of STEPS) {
      await act(page);
      expect([name, step, await axe(page)]).toEqual([name, step, []]);
    }
  }, 240_000); // two dozen runs of axe
});
