import type { ArchitectureName } from './architectures.ts';
import type { DumpFormatName } from './dump-formats.ts';
import type { PackedKernel } from './packed-kernel.ts';
import type { RecipeName } from './recipes.ts';
import { XEN_FORMATS } from './xen-guest.ts';

/** A guest to boot and dump. */
export interface MachinePlan {
  readonly name: string;
  readonly architecture: ArchitectureName;
  /** Debian suite; bookworm where nothing is said. */
  readonly suite?: string;
  /** End of the kernel package's name, exactly; the architecture's usual one where nothing is said. */
  readonly flavour?: string;
  /** First two numbers of the version; a suite may hold more than one. The newest where nothing is said. */
  readonly version?: string;
  /** The kernel is built here, by this recipe, instead of fetched. */
  readonly recipe?: RecipeName;
  /** The kernel comes out of this package of npm. */
  readonly packed?: PackedKernel;
  /** It is a paravirtual domain of Xen, whose host QEMU boots. */
  readonly xen?: true;
  /** A whole Debian runs in it, instead of our own init. */
  readonly userland?: true;
  /** MiB. */
  readonly memory: number;
  readonly cpus?: number;
  /** QEMU's name of the model of processor. */
  readonly cpu?: string;
  /** Added to the kernel's command line. */
  readonly append?: string;
  /** More for QEMU. */
  readonly qemu?: readonly string[];
  /** ELF where nothing is said. */
  readonly formats?: readonly DumpFormatName[];
  /** MiB from the start of memory that go into a raw dump, where memory has a hole. */
  readonly rawMemory?: number;
  /** Seconds until the guest must have told its truth. */
  readonly timeout?: number;
  /** Whether it belongs to the few that are made at every change. */
  readonly ci?: true;
}

const WITH_RAW: readonly DumpFormatName[] = ['elf', 'raw'];
const ALL: readonly DumpFormatName[] = ['elf', 'raw', 'kdump-zlib', 'kdump-lzo', 'kdump-snappy', 'savevm'];
/** The ELF core comes first: others are made from it. */
const HOLED: readonly DumpFormatName[] = ['elf', 'savevm', 'ranges', 'lime'];
const RAW: readonly DumpFormatName[] = ['raw'];

/** Kernels 4.9 of the Raspberry Pi, of the years between what Debian has today and what is only drawn in tests. */
const RASPBERRY = 'node-raspberrypi-usbboot@1.1.12';
const ARMV7: PackedKernel = {
  package: RASPBERRY,
  image: 'blobs/raspberrypi/kernel7.img',
  deviceTree: 'blobs/raspberrypi/bcm2709-rpi-2-b.dtb',
};
const ARMV6: PackedKernel = {
  package: RASPBERRY,
  image: 'blobs/raspberrypi/kernel.img',
  deviceTree: 'blobs/raspberrypi/bcm2708-rpi-b-plus.dtb',
};

/** Every architecture, paging mode and kernel that Debian has to offer and QEMU boots. */
export const MATRIX: readonly MachinePlan[] = [
  { name: 'amd64-5.10', architecture: 'amd64', suite: 'bullseye', memory: 192 },
  { name: 'amd64-6.1', architecture: 'amd64', memory: 192, formats: ALL, ci: true },
  { name: 'amd64-6.1-la57', architecture: 'amd64', memory: 192, cpu: 'max', formats: WITH_RAW },
  { name: 'amd64-6.1-nokaslr', architecture: 'amd64', memory: 192, append: 'nokaslr', formats: WITH_RAW },
  { name: 'amd64-6.1-pti', architecture: 'amd64', memory: 192, append: 'pti=on' },
  { name: 'amd64-6.1-nopti', architecture: 'amd64', memory: 192, append: 'nopti' },
  { name: 'amd64-6.1-rt', architecture: 'amd64', flavour: 'rt-amd64', memory: 192 },
  { name: 'amd64-6.1-cloud', architecture: 'amd64', flavour: 'cloud-amd64', memory: 192 },
  { name: 'amd64-6.1-smp8', architecture: 'amd64', memory: 256, cpus: 8 },
  { name: 'amd64-6.1-up', architecture: 'amd64', memory: 192, cpus: 1 },
  { name: 'amd64-6.1-nosmp', architecture: 'amd64', memory: 192, append: 'nosmp' },
  { name: 'amd64-6.1-small', architecture: 'amd64', flavour: 'cloud-amd64', memory: 96 },
  { name: 'amd64-5.10-rt', architecture: 'amd64', suite: 'bullseye', flavour: 'rt-amd64', memory: 192 },
  { name: 'amd64-6.12', architecture: 'amd64', suite: 'trixie', memory: 192, ci: true },
  { name: 'amd64-backports', architecture: 'amd64', suite: 'trixie-backports', memory: 192, cpu: 'max' },
  { name: 'amd64-sid', architecture: 'amd64', suite: 'sid', memory: 192, formats: ALL },
  { name: 'amd64-sid-la57', architecture: 'amd64', suite: 'sid', memory: 192, cpu: 'max' },
  { name: 'amd64-hole', architecture: 'amd64', memory: 6144, formats: HOLED },
  { name: 'amd64-xen', architecture: 'amd64', memory: 160, xen: true, formats: XEN_FORMATS },
  {
    // Its tasks lie on both sides of the hole.
    name: 'amd64-two-ranges',
    architecture: 'amd64',
    memory: 1100,
    append: 'many=700',
    qemu: ['-M', 'q35,max-ram-below-4g=1G'],
    formats: HOLED,
  },
  { name: 'many', architecture: 'amd64', memory: 4096, append: 'many=10000', timeout: 1500 },
  {
    name: 'userland-5.10',
    architecture: 'amd64',
    suite: 'bullseye',
    userland: true,
    memory: 1024,
    timeout: 1500,
  },
  { name: 'userland-6.1', architecture: 'amd64', userland: true, memory: 1024, timeout: 1500 },
  {
    name: 'userland-6.12',
    architecture: 'amd64',
    suite: 'trixie',
    userland: true,
    memory: 1024,
    timeout: 1500,
  },
  { name: 'userland-sid', architecture: 'amd64', suite: 'sid', userland: true, memory: 1024, timeout: 1500 },
  { name: 'i386-5.10', architecture: 'i386', suite: 'bullseye', flavour: '686', memory: 160 },
  { name: 'i386-6.1', architecture: 'i386', flavour: '686', memory: 160 },
  { name: 'i386-6.1-pae', architecture: 'i386', memory: 160, formats: WITH_RAW, ci: true },
  { name: 'i386-6.1-rt-pae', architecture: 'i386', flavour: 'rt-686-pae', memory: 160 },
  { name: 'i386-highmem', architecture: 'i386', flavour: '686', memory: 1536 },
  { name: 'i386-highmem-pae', architecture: 'i386', memory: 5120 },
  { name: 'arm64-5.10', architecture: 'arm64', suite: 'bullseye', memory: 256 },
  { name: 'arm64-6.1', architecture: 'arm64', memory: 192, formats: ALL },
  { name: 'arm64-6.1-rt', architecture: 'arm64', flavour: 'rt-arm64', memory: 192 },
  { name: 'arm64-6.12', architecture: 'arm64', suite: 'trixie', memory: 256 },
  {
    name: 'arm64-6.12-16k',
    architecture: 'arm64',
    suite: 'trixie',
    flavour: 'arm64-16k',
    memory: 256,
    ci: true,
  },
  { name: 'arm64-sid', architecture: 'arm64', suite: 'sid', memory: 256, formats: WITH_RAW },
  {
    name: 'arm64-sid-16k',
    architecture: 'arm64',
    suite: 'sid',
    flavour: 'arm64-16k',
    memory: 256,
    formats: WITH_RAW,
  },
  { name: 'armhf-5.10', architecture: 'armhf', suite: 'bullseye', memory: 192 },
  { name: 'armhf-6.1', architecture: 'armhf', memory: 192, formats: WITH_RAW },
  { name: 'armhf-6.1-nolpae', architecture: 'armhf', flavour: 'armmp', memory: 192 },
  { name: 'armhf-sid', architecture: 'armhf', suite: 'sid', flavour: 'armmp', memory: 256 },
  {
    name: 'armv7-4.9',
    architecture: 'armel',
    packed: ARMV7,
    qemu: ['-M', 'raspi2b'],
    cpu: 'cortex-a7',
    cpus: 4,
    memory: 1024,
    formats: WITH_RAW,
  },
  {
    name: 'armv6-4.9',
    architecture: 'armel',
    packed: ARMV6,
    cpus: 1,
    memory: 512,
    formats: WITH_RAW,
    ci: true,
  },
  { name: 's390x-6.1', architecture: 's390x', memory: 256, formats: ['elf', 'raw', 'savevm'], ci: true },
  { name: 's390x-sid', architecture: 's390x', suite: 'sid', memory: 256 },
  { name: 'ppc64el-6.1', architecture: 'ppc64el', memory: 512, formats: WITH_RAW, ci: true },
  { name: 'ppc64el-sid', architecture: 'ppc64el', suite: 'sid', flavour: 'powerpc64le', memory: 512 },
  { name: 'ppc64el-sid-64k', architecture: 'ppc64el', suite: 'sid', flavour: 'powerpc64le-64k', memory: 512 },
  { name: 'riscv64-6.12', architecture: 'riscv64', suite: 'trixie', memory: 256 },
  { name: 'riscv64-sid', architecture: 'riscv64', suite: 'sid', memory: 256, formats: WITH_RAW },
  { name: 'loong64-sid', architecture: 'loong64', suite: 'sid', memory: 1024 },
  { name: 'mips64el-6.1', architecture: 'mips64el', cpus: 1, memory: 256, formats: RAW, ci: true },
  { name: 'mipsel-6.1', architecture: 'mipsel', cpus: 1, memory: 192, formats: RAW },
];

/** Kernels that Debian does not have: shuffled layouts, other page sizes and byte orders. Building them takes long. */
export const BUILT: readonly MachinePlan[] = [
  { name: 'randstruct-a', architecture: 'amd64', recipe: 'randstruct-a', memory: 64, formats: WITH_RAW },
  { name: 'randstruct-b', architecture: 'amd64', recipe: 'randstruct-b', memory: 128, formats: WITH_RAW },
  { name: 'arm64-4k-39', architecture: 'arm64', recipe: 'arm64-4k-39', memory: 64 },
  { name: 'arm64-16k-47', architecture: 'arm64', recipe: 'arm64-16k-47', memory: 128 },
  { name: 'arm64-64k-52', architecture: 'arm64', recipe: 'arm64-64k-52', memory: 256 },
  { name: 'ppc64-be', architecture: 'ppc64', recipe: 'ppc64-be', memory: 256 },
  { name: 'mips64-be', architecture: 'mips64', recipe: 'mips64-be', memory: 128, cpus: 1, formats: RAW },
];
