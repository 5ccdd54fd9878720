/** What an architecture needs to be booted and dumped. Names are Debian's. */
export interface Architecture {
  /** Prefix of the compiler and its tools. */
  readonly cross: string;
  readonly qemu: readonly string[];
  /** Model used where a machine names none. */
  readonly cpu?: string;
  readonly console: string;
  /** Guest-physical address of the first byte of memory. */
  readonly ramStart: number;
  /** The flavour of kernel taken where a machine names none: the end of the package's name. */
  readonly flavour: string;
  /** QEMU writes cores of most machines, not of these. */
  readonly noCore?: true;
  /** Architecture and image as the kernel's own build calls them. */
  readonly kernelArch: string;
}

const PC: readonly string[] = ['qemu-system-x86_64', '-M', 'q35', '-device', 'vmcoreinfo'];

export const ARCHITECTURES = {
  amd64: {
    cross: 'x86_64-linux-gnu-',
    qemu: PC,
    cpu: 'max,-la57',
    console: 'ttyS0',
    ramStart: 0,
    flavour: 'amd64',
    kernelArch: 'x86_64',
  },
  i386: {
    cross: 'i686-linux-gnu-',
    qemu: PC,
    cpu: 'max',
    console: 'ttyS0',
    ramStart: 0,
    flavour: '686-pae',
    kernelArch: 'i386',
  },
  arm64: {
    cross: 'aarch64-linux-gnu-',
    qemu: ['qemu-system-aarch64', '-M', 'virt,gic-version=3', '-device', 'vmcoreinfo'],
    cpu: 'max',
    console: 'ttyAMA0',
    ramStart: 0x40000000,
    flavour: 'arm64',
    kernelArch: 'arm64',
  },
  armhf: {
    cross: 'arm-linux-gnueabihf-',
    qemu: ['qemu-system-arm', '-M', 'virt'],
    cpu: 'cortex-a15',
    console: 'ttyAMA0',
    ramStart: 0x40000000,
    flavour: 'armmp-lpae',
    kernelArch: 'arm',
  },
  armel: {
    cross: 'arm-linux-gnueabi-',
    qemu: ['qemu-system-arm', '-M', 'raspi1ap'],
    cpu: 'arm1176',
    console: 'ttyAMA0',
    ramStart: 0,
    flavour: 'rpi',
    kernelArch: 'arm',
  },
  s390x: {
    cross: 's390x-linux-gnu-',
    qemu: ['qemu-system-s390x', '-M', 's390-ccw-virtio'],
    console: 'ttysclp0',
    ramStart: 0,
    flavour: 's390x',
    kernelArch: 's390',
  },
  ppc64el: {
    cross: 'powerpc64le-linux-gnu-',
    qemu: ['qemu-system-ppc64', '-M', 'pseries'],
    console: 'hvc0',
    ramStart: 0,
    flavour: 'powerpc64le',
    kernelArch: 'powerpc',
  },
  ppc64: {
    cross: 'powerpc64-linux-gnu-',
    qemu: ['qemu-system-ppc64', '-M', 'pseries'],
    console: 'hvc0',
    ramStart: 0,
    flavour: 'powerpc64',
    kernelArch: 'powerpc',
  },
  riscv64: {
    cross: 'riscv64-linux-gnu-',
    qemu: ['qemu-system-riscv64', '-M', 'virt'],
    console: 'ttyS0',
    ramStart: 0x80000000,
    flavour: 'riscv64',
    kernelArch: 'riscv',
  },
  /** Debian 12 has neither the compiler nor firmware that boots it: this one wants Debian 13. */
  loong64: {
    cross: 'loongarch64-linux-gnu-',
    qemu: [
      ...['qemu-system-loongarch64', '-M', 'virt'],
      ...['-bios', '/usr/share/qemu-efi-loongarch64/QEMU_EFI.fd'],
    ],
    cpu: 'la464',
    console: 'ttyS0',
    ramStart: 0,
    flavour: 'loong64',
    kernelArch: 'loongarch',
  },
  mips64el: {
    cross: 'mips64el-linux-gnuabi64-',
    qemu: ['qemu-system-mips64el', '-M', 'malta'],
    cpu: 'MIPS64R2-generic',
    console: 'ttyS0',
    ramStart: 0,
    flavour: '5kc-malta',
    noCore: true,
    kernelArch: 'mips',
  },
  mips64: {
    cross: 'mips64-linux-gnuabi64-',
    qemu: ['qemu-system-mips64', '-M', 'malta'],
    cpu: 'MIPS64R2-generic',
    console: 'ttyS0',
    ramStart: 0,
    flavour: '5kc-malta',
    noCore: true,
    kernelArch: 'mips',
  },
  mipsel: {
    cross: 'mipsel-linux-gnu-',
    qemu: ['qemu-system-mipsel', '-M', 'malta'],
    cpu: '24Kf',
    console: 'ttyS0',
    ramStart: 0,
    flavour: '4kc-malta',
    noCore: true,
    kernelArch: 'mips',
  },
} as const satisfies Record<string, Architecture>;

export type ArchitectureName = keyof typeof ARCHITECTURES;
