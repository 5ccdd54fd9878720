import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What is handed out: the npm package as it is installed, and the description of the desktop packages. */

const root = join(import.meta.dirname, '../..');
const run = (command: string, args: readonly string[], cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
};

test('the package has all it needs and nothing of the workshop', () => {
  const [{ files }] = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], root)) as [
    { files: readonly { path: string }[] },
  ];
  const paths = files.map(({ path }) => path);
  for (const needed of [
    'README.md',
    'LICENSE',
    'native/binding.gyp',
    'scripts/build-native.mjs',
    'resources/sample.elf.zst',
  ])
    expect(paths).toContain(needed);
  for (const path of paths) expect(path).not.toMatch(/^(src|test|docs|node_modules|\.)|\.map$/);
});

const ENDINGS = ['elf', 'core', 'vmcore', 'lime', 'mem', 'raw', 'dmp', 'vmem', 'vmss', 'kdump'];

test('the desktop’s files name the same type and endings everywhere', () => {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const mime = read('resources/linux/taskshape-mime.xml');
  expect([...mime.matchAll(/glob pattern="\*\.(\w+)"/g)].map(([, ending]) => ending)).toEqual(ENDINGS);
  expect(read('electron-builder.yml')).toContain(`ext: [${ENDINGS.join(', ')}]`);
  const type = 'application/x-linux-memory-dump';
  for (const path of [
    'resources/linux/taskshape.desktop',
    'resources/linux/taskshape-mime.xml',
    'electron-builder.yml',
  ])
    expect([path, read(path).includes(type)]).toEqual([path, true]);
});

test('there is an icon of every size, as large as it says', () => {
  const icons = readdirSync(join(root, 'resources/icons')).filter((name) => name.endsWith('.png'));
  expect(icons.sort()).toEqual(
    [16, 24, 32, 48, 64, 128, 256, 512].map((size) => `${String(size)}x${String(size)}.png`).sort(),
  );
  for (const name of icons) {
    const png = readFileSync(join(root, 'resources/icons', name));
    // IHDR of a PNG: width and height, big-endian, behind the signature and the chunk's head.
    expect([name, png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      name,
      parseInt(name, 10),
      parseInt(name, 10),
    ]);
  }
});
