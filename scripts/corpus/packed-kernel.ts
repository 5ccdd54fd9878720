import { mkdirSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Kernel } from './kernel.ts';
import { CannotMake, run } from './run.ts';

/** A kernel that a package of npm brings along to boot a board with: often older than any that Debian still has. */
export interface PackedKernel {
  /** Name and version. */
  readonly package: string;
  /** Path in the package of the uncompressed image, and of the board's device tree. */
  readonly image: string;
  readonly deviceTree: string;
}

/** Where the image of a 32-bit ARM kernel must lie: 32 KiB above memory's start (Documentation/arm/booting). */
const LOAD_ADDRESS = 0x8000;

/** Fetches the package, once, and keeps the kernel and its device tree. */
export function fetchPackedKernel(work: string, { package: from, image, deviceTree }: PackedKernel): Kernel {
  const folder = join(work, 'kernels', from.replaceAll('/', '-'));
  const kernel: Kernel = {
    origin: `${basename(image)} of ${from}`,
    image: join(folder, basename(image)),
    deviceTree: join(folder, basename(deviceTree)),
  };
  if (existsSync(kernel.image)) return kernel;
  const unpacked = `${folder}.tmp`;
  mkdirSync(unpacked, { recursive: true });
  mkdirSync(folder, { recursive: true });
  try {
    const archive = run('npm', ['pack', '--silent', '--pack-destination', unpacked, from]).trim();
    run('tar', ['-xf', join(unpacked, archive), '-C', unpacked]);
    const read = (path: string): Buffer => {
      const file = join(unpacked, 'package', path);
      if (!existsSync(file)) throw new CannotMake(`package ${from} holds no ${path}`);
      return readFileSync(file);
    };
    writeFileSync(join(folder, basename(deviceTree)), read(deviceTree));
    writeFileSync(`${kernel.image}.tmp`, uImage(read(image)));
    renameSync(`${kernel.image}.tmp`, kernel.image);
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
  return kernel;
}

/** The image with U-Boot's legacy header (include/image.h), which tells QEMU that it is Linux, and where it goes. */
function uImage(image: Uint8Array): Buffer {
  const [linux, arm, kernel, uncompressed] = [5, 2, 2, 0];
  const header = Buffer.alloc(64);
  const numbers = [0x27051956, 0, 0, image.length, LOAD_ADDRESS, LOAD_ADDRESS, crc32(image)];
  for (const [at, number] of numbers.entries()) header.writeUInt32BE(number, 4 * at);
  header.set([linux, arm, kernel, uncompressed], 28);
  header.writeUInt32BE(crc32(header), 4);
  return Buffer.concat([header, image]);
}
