import type { Browser, BrowserContext, Page } from 'playwright-core';
import { MainLink } from './main-link.ts';
import type { FromMain } from './messages.ts';
import { deliver, openPageWindow } from './page-window.ts';

type WindowMessage = Extract<FromMain, { type: 'window' }>;

export interface DoubleWindow {
  readonly page: Page;
  readonly preferences: Readonly<Record<string, unknown>>;
}

/** The built desktop app, running its main process in Node and its windows in Chromium. */
export class ElectronDouble {
  readonly main: MainLink;
  readonly #context: BrowserContext;
  readonly #windows: Promise<DoubleWindow>[] = [];
  readonly progress: number[] = [];
  readonly #problems: unknown[] = [];

  private constructor(context: BrowserContext, bundle: string, args: readonly string[], userData: string) {
    this.#context = context;
    this.main = new MainLink(bundle, args, userData, (message) => {
      this.#receive(message);
    });
  }

  static async start(
    browser: Browser,
    bundle: string,
    args: readonly string[],
    userData: string,
  ): Promise<ElectronDouble> {
    const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
    return new ElectronDouble(context, bundle, args, userData);
  }

  /** The window with this number, counted from 0, once its page is loaded. */
  async window(number = 0): Promise<DoubleWindow> {
    for (let tries = 0; tries < 400; tries++) {
      const found = this.#windows[number];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`window ${number} did not open; the main process said: ${this.main.output.join('')}`);
  }

  get windowCount(): number {
    return this.#windows.length;
  }

  /** Ends the app. Throws what went wrong in between. */
  async close(): Promise<void> {
    await this.#context.close();
    await this.main.stop();
    if (this.#problems.length > 0)
      throw new AggregateError(this.#problems, 'a message could not be delivered');
  }

  #receive(message: FromMain): void {
    switch (message.type) {
      case 'window':
        this.#windows[message.window] = this.#open(message);
        return;
      case 'send':
        void this.#deliver(message);
        return;
      case 'destroyed':
        void this.#windows[message.window]?.then(({ page }) => page.close());
        return;
      case 'progress':
        this.progress.push(message.value);
        return;
      case 'shown':
      case 'answer':
    }
  }

  async #open(message: WindowMessage): Promise<DoubleWindow> {
    return {
      page: await openPageWindow(this.#context, this.main, message),
      preferences: message.preferences,
    };
  }

  async #deliver({ window, channel, args }: Extract<FromMain, { type: 'send' }>): Promise<void> {
    try {
      const opened = await this.#windows[window];
      if (opened !== undefined) await deliver(opened.page, channel, args);
    } catch (thrown) {
      this.#problems.push(thrown);
    }
  }
}
