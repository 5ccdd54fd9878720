import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { servePage, type PageServer } from './page-server.ts';

interface OpenOptions extends BrowserContextOptions {
  /** Called before the page is loaded. */
  readonly prepare?: (page: Page, address: string) => void;
}

/**
 * The window over a host in memory, for the journeys of one file: what the sample has none of, and what no dump says.
 * Each call of the answer opens a page that shows what the query says, see `support/page`.
 */
export function memoryPages(): (query: string, options?: OpenOptions) => Promise<Page> {
  let chromium: Browser;
  let server: PageServer;
  beforeAll(async () => {
    [chromium, server] = await Promise.all([
      launchChromium(),
      servePage(mkdtempSync(join(tmpdir(), 'taskshape-page-'))),
    ]);
  });
  afterEach(async () => {
    for (const context of chromium.contexts()) await context.close();
  });
  afterAll(async () => {
    await chromium.close();
    await server.close();
  });
  return async (query, { prepare, ...options } = {}) => {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    prepare?.(page, server.address);
    await page.goto(`${server.address}?${query}`);
    await page.locator('#root > *').first().waitFor();
    return page;
  };
}
