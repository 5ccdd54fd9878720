import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setUpDebian } from './debian-root.ts';
import { buildInitrd } from './initrd.ts';
import { CannotMake, run } from './run.ts';

/** What `xl dump-core` and `xl save` write; also the file's extension. */
export const XEN_FORMATS = ['xen-core', 'xen-save'] as const;
export type XenFormat = (typeof XEN_FORMATS)[number];

const PACKAGES = ['linux-image-amd64', 'xen-hypervisor-4.17-amd64', 'xen-utils-4.17', 'kmod', 'udev', 'zstd'];
const HOST_INIT = join(import.meta.dirname, 'xen', 'host-init');
/** Seconds until the host must have powered off: hypervisor, host and guest share an emulated processor. */
const PATIENCE = 1500;

/** A guest that Xen dumped. */
export interface XenGuest {
  /** Name of its kernel's file. */
  readonly kernel: string;
  readonly console: Buffer;
  /** Copies one of its dumps to a path. Throws where Xen did not write it. */
  readonly write: (format: XenFormat, path: string) => void;
}

/**
 * Boots Xen in QEMU, with a Debian as its first domain that runs our guest in a paravirtual domain of `memory` MiB and
 * dumps it (`xen/host-init`). Needs root's rights.
 */
export function dumpXenGuest(work: string, memory: number): XenGuest {
  const root = join(work, 'xen-host');
  setUpDebian(root, PACKAGES);
  const boot = join(root, 'boot');
  const bootFile = (pattern: RegExp): string => {
    const name = readdirSync(boot).find((one) => pattern.test(one));
    if (name === undefined) throw new CannotMake(`the Xen host has no ${String(pattern)}`);
    return name;
  };
  const kernel = bootFile(/^vmlinuz-/);
  const exchange = join(root, 'dump');
  rmSync(exchange, { recursive: true, force: true });
  mkdirSync(exchange);
  copyFileSync(buildInitrd(work, 'amd64'), join(exchange, 'initrd'));
  writeFileSync(join(exchange, 'guest.cfg'), domain(kernel, memory));
  const init = join(root, 'sbin', 'host-init');
  copyFileSync(HOST_INIT, init);
  chmodSync(init, 0o755);

  const disk = join(work, 'xen-host.img');
  rmSync(disk, { force: true });
  run('truncate', ['--size=4G', disk]);
  run('mke2fs', ['-q', '-t', 'ext4', '-d', root, disk]);
  const hypervisor = join(work, 'xen-hypervisor');
  run('sh', ['-c', `gzip -dc '${join(boot, bootFile(/^xen-.*\.gz$/))}' > '${hypervisor}'`]);
  const first = `${join(boot, kernel)} console=hvc0 root=/dev/sda rw init=/sbin/host-init`;
  run('timeout', [
    ...['--kill-after=1', String(PATIENCE), 'qemu-system-x86_64', '-accel', 'tcg', '-cpu', 'qemu64'],
    ...['-smp', '2', '-m', '2560', '-display', 'none', '-no-reboot', '-serial', 'null', '-monitor', 'none'],
    ...['-kernel', hypervisor, '-append', 'dom0_mem=1024M,max:1024M'],
    ...['-initrd', `${first},${join(boot, bootFile(/^initrd\.img-/))}`],
    ...['-drive', `file=${disk},format=raw,if=ide`],
  ]);
  const copy = (name: string, path: string): void => {
    rmSync(path, { force: true });
    run('debugfs', ['-R', `dump /dump/${name} ${path}`, disk]);
    if (!existsSync(path)) throw new CannotMake(`the Xen host wrote no ${name}`);
  };
  const console = join(work, 'xen-console');
  copy('console', console);
  return { kernel, console: readFileSync(console), write: copy };
}

const domain = (kernel: string, memory: number): string =>
  [
    'name="guest"',
    'type="pv"',
    `kernel="/boot/${kernel}"`,
    'ramdisk="/dump/initrd"',
    'extra="console=hvc0 panic=-1"',
    `memory=${String(memory)}`,
    'vcpus=2',
    '',
  ].join('\n');
