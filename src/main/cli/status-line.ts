import type { Progress } from '../../shared/api.ts';
import { bytesText, countText } from './format.ts';

const WIDTH = 24;
const SHOW_AFTER_MS = 200;

/**
 * One line on a terminal's stderr that tells how far the search is. Our own: the packages that draw bars are either
 * no longer looked after or bring more code than the rest of this command line together, and it must start fast.
 */
export class StatusLine {
  readonly #name: string;
  readonly #active: boolean;
  readonly #from = performance.now() + SHOW_AFTER_MS;
  #shown = false;

  constructor(name: string, wanted: boolean) {
    this.#name = name;
    this.#active = wanted && process.stderr.isTTY;
  }

  show({ stage, done, total, bytesPerSecond, tasks }: Progress): void {
    if (!this.#active || performance.now() < this.#from) return;
    const full = total > 0 ? Math.round((Math.min(done, total) / total) * WIDTH) : 0;
    const bar = total > 0 ? `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ` : '';
    const rate = bytesPerSecond > 0 ? `${bytesText(bytesPerSecond)}/s ` : '';
    const line = `${stage.padEnd(6)} ${bar}${rate}${countText(tasks)} tasks  ${this.#name}`;
    this.#shown = true;
    process.stderr.write(`\r\x1b[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K');
    this.#shown = false;
  }
}
