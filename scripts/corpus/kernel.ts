import { copyFileSync, existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from './apt.ts';
import { ARCHITECTURES } from './architectures.ts';
import type { MachinePlan } from './matrix.ts';
import { CannotMake } from './run.ts';

export interface Kernel {
  /** Where it came from: the package, or the recipe it was built by. */
  readonly origin: string;
  /** Path of the image that QEMU boots. */
  readonly image: string;
  /** Path of the description of the board, where QEMU does not write one itself. */
  readonly deviceTree?: string;
  /** Of a kernel that was built here: where it put its members, by their names in the catalogue of fields. */
  readonly offsets?: Readonly<Record<string, number>>;
}

/** A version, the ABI number Debian adds, and what newer suites add: `6.1.0-50`, `7.2.13+deb14`. */
const VERSION = /^\d+\.\d+\.\d+(-\d[\w.]*)?(\+[\w.]+)*$/;

/**
 * The newest kernel package of exactly this flavour: `linux-image-6.1.0-50-rt-686-pae` is of flavour `rt-686-pae`, not
 * of `686-pae`.
 */
export function newestOfFlavour(names: readonly string[], flavour: string, wanted = ''): string | undefined {
  const version = (name: string): string => name.slice('linux-image-'.length, -flavour.length - 1);
  return names
    .filter((name) => name.startsWith('linux-image-') && name.endsWith(`-${flavour}`))
    .filter((name) => VERSION.test(version(name)) && `${version(name)}.`.startsWith(wanted && `${wanted}.`))
    .sort((a, b) => version(a).localeCompare(version(b), 'en', { numeric: true }))
    .at(-1);
}

/** Downloads the newest kernel of a flavour, once, and keeps its image alone. */
export function fetchKernel(
  work: string,
  { suite = 'bookworm', architecture, flavour, version }: MachinePlan,
): Kernel {
  const wanted = flavour ?? ARCHITECTURES[architecture].flavour;
  const archive = openArchive(work, suite, architecture);
  const name = newestOfFlavour(archive.names('linux-image-'), wanted, version);
  if (name === undefined)
    throw new CannotMake(
      `${suite} has no kernel${version === undefined ? '' : ` ${version}`} of flavour ${wanted} for ${architecture}`,
    );
  const folder = join(work, 'kernels', `${suite}-${architecture}-${name}`);
  const image = join(folder, 'kernel');
  if (existsSync(image)) return { origin: name, image };
  const unpacked = `${folder}.tmp`;
  // Newer packages keep the image in one of another name.
  for (const each of [name, name.replace('linux-image', 'linux-binary')]) {
    archive.unpack(each, unpacked);
    const [found] = globSync(['boot/vmlinu*', 'usr/lib/modules/*/vmlinuz'], { cwd: unpacked });
    if (found === undefined) continue;
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(unpacked, found), `${image}.tmp`);
    renameSync(`${image}.tmp`, image);
    rmSync(unpacked, { recursive: true, force: true });
    return { origin: name, image };
  }
  throw new CannotMake(`package ${name} holds no kernel image`);
}
