import chromiumBinary from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** A headless Chromium that comes from the package registry; TASKSHAPE_CHROMIUM names another one. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['TASKSHAPE_CHROMIUM'] ?? (await chromiumBinary.executablePath()),
    // As root, which containers run tests as, Chromium's own sandbox does not start.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
