import { copyFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setUpDebian } from './debian-root.ts';
import { buildInit } from './initrd.ts';
import { run } from './run.ts';

const FILES = join(import.meta.dirname, 'userland');
const PACKAGES = [
  ...['systemd-sysv', 'udev', 'dbus', 'cron', 'rsyslog', 'login', 'util-linux'],
  ...['openssh-server', 'nginx-light', 'postgresql'],
];
/** What no process needs, and memory would hold for nothing. */
const USELESS = [
  ...['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'usr/share/info'],
  ...['usr/lib/x86_64-linux-gnu/libLLVM-14.so.1', 'var/cache/apt', 'var/lib/apt/lists', 'usr/lib/llvm-14'],
  ...['usr/share/postgresql/15/man', 'usr/lib/postgresql/15/lib/bitcode', 'usr/share/i18n'],
];

/** Added to the kernel's command line: the whole system is the initial root file system. */
export const USERLAND_APPEND = 'rdinit=/sbin/init quiet loglevel=1 systemd.show_status=0';

/** A whole Debian 12 that tells its truth half a minute after it came up; needs root's rights. Answers its path. */
export function buildUserland(work: string): string {
  const packed = join(work, 'userland.cpio');
  const root = join(work, 'userland');
  setUpDebian(root, PACKAGES);
  for (const path of USELESS) rmSync(join(root, path), { recursive: true, force: true });
  const units = join(root, 'etc/systemd/system');
  const place = (file: string, at: string): void => {
    mkdirSync(dirname(at), { recursive: true });
    copyFileSync(join(FILES, file), at);
  };
  place('tell-truth.service', join(units, 'tell-truth.service'));
  place('autologin.conf', join(units, 'getty@tty1.service.d/autologin.conf'));
  const wanted = join(units, 'multi-user.target.wants/tell-truth.service');
  rmSync(wanted, { force: true });
  symlinkSync('/etc/systemd/system/tell-truth.service', wanted);
  mkdirSync(join(root, 'usr/local/bin'), { recursive: true });
  copyFileSync(buildInit(work, 'amd64'), join(root, 'usr/local/bin/tell-truth'));
  run('sh', ['-c', `find . -print0 | cpio --null -o -H newc --quiet > '${packed}'`], { cwd: root });
  return packed;
}
