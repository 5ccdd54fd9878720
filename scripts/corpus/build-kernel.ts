import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openArchive } from './apt.ts';
import { ARCHITECTURES } from './architectures.ts';
import type { Kernel } from './kernel.ts';
import { RECIPES, type RecipeName } from './recipes.ts';
import { CannotMake, run } from './run.ts';

const PARTS = join(import.meta.dirname, 'built');
const SOURCE = 'linux-source-6.1';
/** In the kernel's tree, so that its own build compiles it. */
const OFFSETS = 'init/taskshape-offsets';

/** Builds a kernel by its recipe, once; an hour on a small machine. Only the image and the offsets are kept. */
export function buildKernel(work: string, name: RecipeName): Kernel {
  const folder = join(work, 'built', name);
  const image = join(folder, 'kernel');
  const origin = `${SOURCE}, built as ${name}`;
  const kept = join(folder, 'offsets.json');
  if (!existsSync(kept)) {
    const { architecture, parts, target, image: made } = RECIPES[name];
    const { cross, kernelArch } = ARCHITECTURES[architecture];
    const source = unpackSource(work);
    const objects = join(folder, 'objects');
    mkdirSync(objects, { recursive: true });
    const fragment = join(folder, 'fragment');
    writeFileSync(
      fragment,
      parts.map((part) => readFileSync(join(PARTS, `${part}.config`), 'utf8')).join(''),
    );
    const make = (...targets: string[]): string =>
      run(
        'make',
        [
          ...['-s', '-C', source, `O=${objects}`, `ARCH=${kernelArch}`, `CROSS_COMPILE=${cross}`],
          ...[`-j${String(availableParallelism())}`, ...targets],
        ],
        { env: { KCONFIG_ALLCONFIG: fragment } },
      );
    make('allnoconfig');
    proveConfig(fragment, join(objects, '.config'));
    make(target);
    make(`${OFFSETS}.s`);
    copyFileSync(join(objects, made), image);
    const offsets = readOffsets(readFileSync(join(objects, `${OFFSETS}.s`), 'utf8'));
    writeFileSync(kept, JSON.stringify(offsets, undefined, 1));
    rmSync(objects, { recursive: true });
  }
  // Written above by ourselves.
  return { origin, image, offsets: JSON.parse(readFileSync(kept, 'utf8')) as Record<string, number> };
}

function unpackSource(work: string): string {
  const source = join(work, SOURCE);
  if (!existsSync(source)) {
    const unpacked = `${source}.tmp`;
    openArchive(work, 'bookworm', 'amd64').unpack(SOURCE, unpacked);
    run('tar', ['-xf', join(unpacked, 'usr/src', `${SOURCE}.tar.xz`), '-C', unpacked]);
    renameSync(join(unpacked, SOURCE), source);
    rmSync(unpacked, { recursive: true });
  }
  copyFileSync(join(PARTS, 'offsets.c'), join(source, `${OFFSETS}.c`));
  return source;
}

/** The configuration drops what it does not know or cannot have: then the kernel would not be what its name says. */
function proveConfig(fragment: string, config: string): void {
  const made = new Set(readFileSync(config, 'utf8').split('\n'));
  const lost = readFileSync(fragment, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !made.has(line));
  if (lost.length > 0) throw new CannotMake(`the kernel's configuration refused ${lost.join(', ')}`);
}

/** Lines `.ascii "->name 123"`, with the sign of an immediate before the number on some machines. */
export const readOffsets = (assembly: string): Record<string, number> =>
  Object.fromEntries(
    [...assembly.matchAll(/->([\w.]+) [$#]?(\d+)/g)].map(([, name = '', offset]) => [name, Number(offset)]),
  );
