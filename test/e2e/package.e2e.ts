import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { root } from './launch-browser-mode.ts';

/** What is handed out, built and started: the npm package, and the desktop package around a stand-in for Electron. */

const temporary = (): string => mkdtempSync(join(inject('folder'), 'package-'));
const run = (command: string, args: readonly string[], cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
};
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** The command line and browser mode of an unpacked package. */
async function works(folder: string): Promise<void> {
  const cli = (...args: readonly string[]): string =>
    run(process.execPath, [join(folder, 'out', 'main', 'cli.js'), ...args], folder);
  expect(cli('--version').trim()).toBe(version);
  expect(cli('tree', '--sample', '--no-cache')).toMatch(/kthreadd/);
  const server = spawn(process.execPath, [join(folder, 'out', 'main', 'serve.js'), '--port', '0'], {
    cwd: folder,
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      server.stdout.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        const [found] = /http:\/\/\S+/.exec(text) ?? [];
        if (found !== undefined) resolve(found);
      });
      server.on('exit', () => {
        reject(new Error(text));
      });
    });
    expect(await (await fetch(new URL('/', address))).text()).toContain('<div id="root">');
  } finally {
    server.kill();
  }
}

test('the npm package, unpacked elsewhere, needs nothing beside it', async () => {
  const folder = temporary();
  const [{ filename }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  ) as [{ filename: string }];
  run('tar', ['xzf', filename], folder);
  await works(join(folder, 'package'));
});

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly offset?: string;
  readonly size?: number;
  readonly unpacked?: boolean;
}

/** Writes out an asar archive: a pickled JSON of all files, then their bytes (electron/asar, README). */
function unpackAsar(path: string, into: string): void {
  const bytes = readFileSync(path);
  const start = 8 + bytes.readUInt32LE(4);
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Entry;
  const write = (entry: Entry, at: string): void => {
    if (entry.files !== undefined) {
      mkdirSync(at, { recursive: true });
      for (const [name, inner] of Object.entries(entry.files)) write(inner, join(at, name));
    } else if (entry.unpacked !== true) {
      const from = start + Number(entry.offset ?? 0);
      writeFileSync(at, bytes.subarray(from, from + (entry.size ?? 0)));
    }
  };
  write(header, into);
}

/** Where Electron's fuses are found in its binary, and nine of them, all on (electron/fuses, README). */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('111111111'),
]);

test('the desktop package holds the app, its fuses set, and the app in it works', async () => {
  const folder = temporary();
  const dist = join(folder, 'electron');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  mkdirSync(join(dist, 'locales'));
  writeFileSync(join(dist, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), FUSES]), {
    mode: 0o755,
  });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(join(dist, name), '');
  const builder = join(
    dirname(createRequire(import.meta.url).resolve('electron-builder/package.json')),
    'cli.js',
  );
  const output = join(folder, 'out');
  run(
    process.execPath,
    [
      builder,
      '--dir',
      '--linux',
      `-c.electronDist=${dist}`,
      `-c.directories.output=${output}`,
      '--publish',
      'never',
    ],
    root,
  );
  const app = join(output, 'linux-unpacked');
  const program = readFileSync(join(app, 'taskshape'));
  // RunAsNode, NodeOptions and NodeCliInspect off; the app comes from its archive alone.
  const fuses = program.subarray(-9).toString();
  expect([fuses[0], fuses[2], fuses[3], fuses[5]]).toEqual(['0', '0', '0', '1']);
  expect(
    statSync(join(app, 'resources', 'app.asar.unpacked', 'native', 'build', 'Release')).isDirectory(),
  ).toBe(true);
  const unpacked = join(folder, 'app');
  unpackAsar(join(app, 'resources', 'app.asar'), unpacked);
  await works(unpacked);
});
