import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import chromiumBinary from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

export interface ChromiumOptions {
  /** Draw letters with the font of the package alone, whatever the machine has. */
  readonly ownFonts?: boolean;
}

/** A headless Chromium out of the package it ships in; TASKSHAPE_CHROMIUM names another one. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const executablePath = process.env['TASKSHAPE_CHROMIUM'] ?? (await chromiumBinary.executablePath());
  // The package unpacks a font of its own, for machines that have none.
  const own = options.ownFonts === true || !existsSync('/etc/fonts/fonts.conf');
  const fonts = own ? { FONTCONFIG_PATH: join(tmpdir(), 'fonts') } : {};
  try {
    return await launch(executablePath, fonts);
  } catch (thrown) {
    if (!String(thrown).includes('shared libraries')) throw thrown;
    return launch(executablePath, { ...fonts, LD_LIBRARY_PATH: unpackLibraries() });
  }
}

const launch = (executablePath: string, env: Readonly<Record<string, string>>): Promise<Browser> =>
  chromium.launch({
    executablePath,
    // As root, which containers run tests as, Chromium's own sandbox does not start.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: { ...process.env, ...env },
  });

/** A machine without NSS: the package carries the libraries Chromium needs, as an archive. Answers their folder. */
function unpackLibraries(): string {
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', '..', 'bin');
  const folder = mkdtempSync(join(tmpdir(), 'taskshape-libraries-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const archive = brotliDecompressSync(readFileSync(join(bin, 'al2023.tar.br')));
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  return join(folder, 'lib');
}
