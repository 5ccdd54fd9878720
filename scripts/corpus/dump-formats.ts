import { chmodSync, existsSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CONVERTED_FORMATS, type ConvertedFormat } from './convert-dump.ts';
import type { Monitor } from './qmp.ts';
import { CannotMake, run } from './run.ts';
import { XEN_FORMATS, type XenFormat } from './xen-guest.ts';

/** What a stopped QEMU can write itself to; also the file's extension. */
const QEMU_FORMATS = ['elf', 'raw', 'kdump-zlib', 'kdump-lzo', 'kdump-snappy', 'savevm'] as const;
export const DUMP_FORMATS = [...QEMU_FORMATS, ...CONVERTED_FORMATS, ...XEN_FORMATS] as const;
export type DumpFormatName = (typeof DUMP_FORMATS)[number];

export const isConverted = (format: DumpFormatName): format is ConvertedFormat =>
  CONVERTED_FORMATS.some((converted) => converted === format);

export const isXen = (format: DumpFormatName): format is XenFormat =>
  XEN_FORMATS.some((xen) => xen === format);

const MEBIBYTE = 2 ** 20;

/**
 * Writes the stopped guest's memory to a file. `raw` is what lies from `ramStart` on, `memory` MiB of it. Throws with
 * QEMU's reason where it does not offer the format for this machine.
 */
export async function writeDump(
  monitor: Monitor,
  format: (typeof QEMU_FORMATS)[number],
  path: string,
  { ramStart, memory }: { readonly ramStart: number; readonly memory: number },
): Promise<void> {
  rmSync(path, { force: true });
  if (format === 'raw') {
    await monitor.call('pmemsave', { val: ramStart, size: memory * MEBIBYTE, filename: path });
  } else if (format === 'savevm') {
    await monitor.call('migrate', { uri: `exec:cat > '${path}'` });
    while (!(await migrated(monitor))) await wait(200);
  } else {
    const kind = format === 'elf' ? {} : { format };
    await monitor.call('dump-guest-memory', { paging: false, protocol: `file:${path}`, ...kind });
  }
  if (!existsSync(path)) throw new CannotMake(`QEMU wrote no ${format}`);
  chmodSync(path, 0o644);
  // Most of a young machine's memory is zero, and need not take room on the disk.
  run('fallocate', ['--dig-holes', path]);
}

async function migrated(monitor: Monitor): Promise<boolean> {
  // QEMU's own protocol (qapi/migration.json).
  const { status } = (await monitor.call('query-migrate')) as { readonly status?: string };
  if (status === 'failed') throw new CannotMake('QEMU could not save the machine');
  return status === 'completed';
}
