import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildGuest } from './dump-builder/build-guest.ts';
import type { Guest } from './dump-builder/guest.ts';

/** A small machine: processes, threads, kernel threads and names that try things. */
export const DRAWING = `
  swapper/0 0
    systemd 1
      bash 300 uid=1000 gid=1001 threads=worker:301,other:302
        vim 305 state=D
      "=cmd|' /C x'!A0" 306
      dead 310 zombie uid=1000
      sudo 320 uid=1000 gid=1001 euid=0 egid=0
      runc 400 ns=1
        inner 402 ns=7
      cron 410
      sshd 411
        sshd 412 uid=1000
          zsh 413 uid=1000
      nginx 420
        nginx 421 uid=33
        nginx 422 uid=33
    kthreadd 2 kthread
      kworker/0:0 7
      ksoftirqd/0 8
      rcu_sched 9
      migration/0 10
`;

/** Writes the machine's memory as a raw dump and an ELF core into a folder. */
export function writeDrawnDumps(folder: string): {
  readonly guest: Guest;
  readonly raw: string;
  readonly elf: string;
} {
  const guest = buildGuest(DRAWING, { ramSize: 8 << 20 });
  const raw = join(folder, 'drawn.raw');
  const elf = join(folder, 'drawn.elf');
  writeFileSync(raw, guest.raw());
  writeFileSync(elf, guest.elf());
  return { guest, raw, elf };
}
