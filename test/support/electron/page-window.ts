import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { cloneFromText, cloneToText } from './clone-codec.ts';
import type { MainLink } from './main-link.ts';
import type { FromMain, ResponseData } from './messages.ts';

/** Chromium alone knows no app:// scheme: the page lives under a secure name of its own that no resolver knows. */
const PAGE_ORIGIN = 'https://taskshape.test';
const APP_ORIGIN = 'app://taskshape';

const toApp = (url: string): string => url.replace(PAGE_ORIGIN, APP_ORIGIN);
const toPage = (url: string): string => url.replace(APP_ORIGIN, PAGE_ORIGIN);

const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** The script that stands in for Electron's preload machinery, with the built preload in it. */
function preloadScript(preload: string): string {
  const codec = stripTypeScriptTypes(here('./clone-codec.ts')).replaceAll(/^export /gm, '');
  const runPreload = `const runPreload = (require) => {
    const module = { exports: {} }, exports = module.exports;
    ${readFileSync(preload, 'utf8')}
  };`;
  return `(() => { ${codec}\n${runPreload}\n${here('./preload-shim.js')} })();`;
}

/** A real page as the window of the double: its requests, messages and navigations go to the built main process. */
export async function openPageWindow(
  context: BrowserContext,
  main: MainLink,
  { window, url, preload }: Extract<FromMain, { type: 'window' }>,
): Promise<Page> {
  const page = await context.newPage();
  await page.exposeBinding('taskshapeInvoke', async ({ frame }, channel: string, text: string) => {
    const args = cloneFromText(text) as readonly unknown[];
    const origin = new URL(frame.url()).origin.replace(PAGE_ORIGIN, APP_ORIGIN);
    const mainFrame = frame === page.mainFrame();
    const { value, error } = await main.ask({ type: 'invoke', window, channel, args, origin, mainFrame });
    return cloneToText({ value, error });
  });
  await page.addInitScript({ content: preloadScript(preload) });

  let loading = true;
  await page.route('**/*', async (route) => {
    const request = route.request();
    if (!loading && request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      const { value } = await main.ask({ type: 'may', window, what: 'navigate', url: toApp(request.url()) });
      if (value !== true) return route.abort('aborted');
    }
    return serve(route, main);
  });
  page.on('popup', (popup) => {
    void main.ask({ type: 'may', window, what: 'open', url: toApp(popup.url()) }).then(({ value }) => {
      if (value !== true) return popup.close();
      return undefined;
    });
  });
  await page.goto(toPage(url));
  loading = false;
  main.tell({ type: 'loaded', window });
  return page;
}

async function serve(route: Route, main: MainLink): Promise<void> {
  const request = route.request();
  if (!request.url().startsWith(`${PAGE_ORIGIN}/`)) return route.abort('blockedbyclient');
  const { value, error } = await main.ask({
    type: 'request',
    url: toApp(request.url()),
    method: request.method(),
  });
  if (error !== undefined) return route.abort('failed');
  const { status, headers, body } = value as ResponseData;
  return route.fulfill({ status, headers: { ...headers }, body: Buffer.from(body) });
}

/** Hands a message of the main process to the page; one that is gone hears nothing. */
export async function deliver(page: Page, channel: string, args: readonly unknown[]): Promise<void> {
  try {
    await page.evaluate(
      ([name, text]) => {
        const { taskshapeDeliver } = globalThis as {
          taskshapeDeliver?: (name: string, text: string) => void;
        };
        taskshapeDeliver?.(name, text);
      },
      [channel, cloneToText(args)] as const,
    );
  } catch (thrown) {
    if (!page.isClosed()) throw thrown;
  }
}
