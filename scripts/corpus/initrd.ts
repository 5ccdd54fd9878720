import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ARCHITECTURES, type ArchitectureName } from './architectures.ts';
import { run } from './run.ts';

const GUEST = join(import.meta.dirname, 'guest');

/** Compiles the guest's init, once per run, and packs it as the initial root file system. Answers its path. */
export function buildInitrd(work: string, architecture: ArchitectureName): string {
  mkdirSync(work, { recursive: true });
  const init = buildInit(work, architecture);
  const path = join(work, `initrd.${architecture}`);
  const archive = cpio([
    { path: 'dev', mode: 0o040755 },
    { path: 'dev/console', mode: 0o020600, device: [5, 1] },
    { path: 'init', mode: 0o100755, bytes: readFileSync(init) },
  ]);
  writeFileSync(path, gzipSync(archive));
  return path;
}

/** The init program for an architecture; `--truth` as its argument prints the truth of any guest. */
export function buildInit(work: string, architecture: ArchitectureName): string {
  const init = join(work, `init.${architecture}`);
  const sources = readdirSync(GUEST)
    .filter((name) => name.endsWith('.c'))
    .map((name) => join(GUEST, name));
  run(`${ARCHITECTURES[architecture].cross}gcc`, [
    ...['-O1', '-static', '-pthread', '-Wall', '-Wextra', '-Werror', '-o', init],
    ...sources,
  ]);
  return init;
}

interface Entry {
  readonly path: string;
  readonly mode: number;
  readonly bytes?: Uint8Array;
  readonly device?: readonly [major: number, minor: number];
}

/**
 * An archive the kernel unpacks (Documentation/driver-api/early-userspace/buffer-format.rst, `newc`): written here,
 * since the device node in it would need root's rights if it had to be a file first.
 */
function cpio(entries: readonly Entry[]): Buffer {
  const padded = (bytes: Uint8Array): Buffer =>
    Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  const parts: Buffer[] = [];
  for (const [at, { path, mode, bytes, device }] of [...entries, { path: 'TRAILER!!!', mode: 0 }].entries()) {
    const name = Buffer.from(`${path}\0`);
    // inode, mode, uid, gid, links, time, size, device, device node, length of the name, checksum
    const numbers = [
      at + 1,
      mode,
      0,
      0,
      1,
      0,
      bytes?.length ?? 0,
      0,
      0,
      ...(device ?? [0, 0]),
      name.length,
      0,
    ];
    const header = `070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}`;
    parts.push(padded(Buffer.concat([Buffer.from(header), name])), padded(bytes ?? Buffer.alloc(0)));
  }
  return Buffer.concat(parts);
}
