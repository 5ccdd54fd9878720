import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MAKER = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'mkdump.py');

const FOUR_LEVELS = ['--cpu', 'max,-la57'];

/** What to boot: every architecture, paging mode and kernel that Debian has to offer. */
const MATRIX: Readonly<Record<string, readonly string[]>> = {
  'amd64-5.10': ['--suite', 'bullseye', ...FOUR_LEVELS],
  'amd64-6.1-la57': ['--fmt', 'elf,raw'],
  'amd64-6.1-nokaslr': ['--append', 'nokaslr', '--fmt', 'elf,raw', ...FOUR_LEVELS],
  'amd64-6.1-rt': ['--pkg', 'rt-amd64', ...FOUR_LEVELS],
  'amd64-6.1-cloud': ['--pkg', 'cloud-amd64', ...FOUR_LEVELS],
  'amd64-6.1-smp8': ['--smp', '8', '--mem', '256', ...FOUR_LEVELS],
  'amd64-6.1-up': ['--smp', '1', ...FOUR_LEVELS],
  'amd64-trixie': ['--suite', 'trixie', ...FOUR_LEVELS],
  'amd64-backports': ['--suite', 'trixie-backports'],
  'amd64-sid': ['--suite', 'sid', '--fmt', 'elf,raw', ...FOUR_LEVELS],
  'amd64-sid-la57': ['--suite', 'sid'],
  'amd64-hole': ['--mem', '6144', ...FOUR_LEVELS],
  many: ['--mem', '4096', '--append', 'many=10000', '--timeout', '900', ...FOUR_LEVELS],
  'i386-5.10': ['--arch', 'i386', '--suite', 'bullseye', '--pkg', '686$', '--mem', '160'],
  'i386-6.1-pae': ['--arch', 'i386', '--pkg', '686-pae$', '--mem', '160'],
  'i386-6.1-nopae': ['--arch', 'i386', '--pkg', '686$', '--mem', '160'],
  'i386-highmem': ['--arch', 'i386', '--pkg', '686-pae$', '--mem', '1536'],
  'arm64-5.10': ['--arch', 'arm64', '--suite', 'bullseye', '--mem', '256'],
  'arm64-6.1': ['--arch', 'arm64', '--fmt', 'elf,raw'],
  'arm64-trixie': ['--arch', 'arm64', '--suite', 'trixie', '--mem', '256'],
  'arm64-sid': ['--arch', 'arm64', '--suite', 'sid', '--mem', '256', '--fmt', 'elf,raw'],
  'armhf-5.10': ['--arch', 'armhf', '--suite', 'bullseye'],
  'armhf-6.1': ['--arch', 'armhf', '--fmt', 'elf,raw'],
  'armhf-sid': ['--arch', 'armhf', '--suite', 'sid', '--mem', '256'],
  's390x-6.1': ['--arch', 's390x', '--mem', '256', '--fmt', 'elf,raw'],
  's390x-sid': ['--arch', 's390x', '--suite', 'sid', '--mem', '256'],
  'ppc64el-6.1': ['--arch', 'ppc64el', '--mem', '512', '--fmt', 'elf,raw'],
  'ppc64el-sid': ['--arch', 'ppc64el', '--suite', 'sid', '--mem', '512'],
  'riscv64-sid': ['--arch', 'riscv64', '--suite', 'sid', '--mem', '256'],
};

/** Boots and dumps what is not there yet; a kernel that cannot be had is told and passed over. Answers the folder. */
export function makeDumps(work: string, names: readonly string[]): string {
  const folder = join(work, 'out');
  for (const [name, options] of Object.entries(MATRIX)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (existsSync(join(folder, `${name}.truth.json`))) continue;
    process.stderr.write(`making ${name} …\n`);
    const { status } = spawnSync('python3', [MAKER, name, ...options], {
      env: { ...process.env, CORPUS_DIR: work },
      stdio: 'inherit',
    });
    if (status !== 0) process.stderr.write(`${name} could not be made\n`);
  }
  if (!existsSync(folder)) {
    process.stderr.write(`No dump could be made with ${MAKER}.\n`);
    process.exit(2);
  }
  return folder;
}
