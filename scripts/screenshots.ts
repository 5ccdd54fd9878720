// `node scripts/screenshots.ts DUMP`, after a build: draws the pictures of the README from a real dump.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../test/support/chromium.ts';

const root = join(import.meta.dirname, '..');
const [dump] = process.argv.slice(2);
if (dump === undefined) throw new Error('Which dump? node scripts/screenshots.ts DUMP');

const scratch = mkdtempSync(join(tmpdir(), 'taskshape-pictures-'));
const server = spawn(process.execPath, [join(root, 'out', 'main', 'serve.js'), dump], {
  stdio: ['ignore', 'pipe', 'inherit'],
  // Neither kept results nor recent dumps of whoever runs this are in the picture.
  env: { ...process.env, XDG_CACHE_HOME: scratch, XDG_CONFIG_HOME: scratch },
});
const address = await new Promise<string>((resolve) => {
  server.stdout.on('data', (text: Buffer) => {
    const [found] = /http:\/\/\S+/.exec(text.toString()) ?? [];
    if (found !== undefined) resolve(found);
  });
});
const chromium = await launchChromium();
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await chromium.newPage({
    viewport: { width: 1440, height: 860 },
    colorScheme,
    locale: 'en-GB',
  });
  await page.goto(address);
  await page.getByTestId('status-line').getByText('Analysed').waitFor({ timeout: 60_000 });
  await page.locator('tr[data-field="real_parent"] .field-select').click();
  await page.locator('.hex-note', { hasText: 'real_parent' }).first().waitFor();
  await page.mouse.move(300, 845); // where nothing is hovered
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(root, 'docs', `taskshape-${colorScheme}.png`) });
}
await chromium.close();
server.kill();
