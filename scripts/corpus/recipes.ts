import type { ArchitectureName } from './architectures.ts';

/** A kernel to build: its parts of configuration lie in `built/`. */
export interface Recipe {
  readonly architecture: ArchitectureName;
  readonly parts: readonly string[];
  /** Target of the kernel's build, and where it leaves the image that QEMU boots. */
  readonly target: string;
  readonly image: string;
}

const X86 = { architecture: 'amd64', target: 'bzImage', image: 'arch/x86/boot/bzImage' } as const;
const ARM64 = { architecture: 'arm64', target: 'Image', image: 'arch/arm64/boot/Image' } as const;

/** Each build of a shuffled kernel draws a seed of its own. */
export const RECIPES = {
  'randstruct-a': { ...X86, parts: ['common', 'x86', 'randstruct'] },
  'randstruct-b': { ...X86, parts: ['common', 'x86', 'randstruct'] },
  'arm64-4k-39': { ...ARM64, parts: ['common', 'arm64', 'arm64-4k-39'] },
  'arm64-16k-47': { ...ARM64, parts: ['common', 'arm64', 'arm64-16k-47'] },
  'arm64-64k-52': { ...ARM64, parts: ['common', 'arm64', 'arm64-64k-52'] },
  'ppc64-be': {
    architecture: 'ppc64',
    parts: ['common', 'ppc64-be'],
    target: 'vmlinux',
    image: 'vmlinux',
  },
  'mips64-be': {
    architecture: 'mips64',
    parts: ['common', 'mips64-be'],
    target: 'vmlinux',
    image: 'vmlinux',
  },
} as const satisfies Record<string, Recipe>;

export type RecipeName = keyof typeof RECIPES;
