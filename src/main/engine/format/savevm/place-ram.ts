import type { RamBlock } from './ram-block.ts';

/** A part of a RAM block at its place in the guest’s physical memory. */
export interface PlacedBlock {
  readonly block: RamBlock;
  /** Bytes into the block. */
  readonly from: number;
  /** Guest-physical address. */
  readonly start: number;
  readonly length: number;
}

const GIB = 2 ** 30;
const FOUR_GIB = 4 * GIB;

/** Names that QEMU gives the RAM of its machines (default_ram_id of each machine class). */
const MAIN =
  /^(?:.*\/)?(pc\.ram|mach-virt\.ram|s390\.ram|ppc_spapr\.ram|riscv_virt_board\.ram|microvm\.ram|loongarch\.ram|mips_malta\.ram|.*\.ram|ram|memory|mem)$/;
const NODE = /^(?:.*\/)?(?:ram-node|ram|mem|node|m)(\d+)$/;
/** RAM of devices, which is no memory of the machine. */
const OTHER = /vram|vga|\.rom|bios|pflash|rom@|acpi|fw_cfg|virtio|pxe|efi/;

/** The blocks that make up the machine’s memory, in order: one, or one for each NUMA node. */
export function mainBlocks(blocks: Iterable<RamBlock>): RamBlock[] {
  const all = [...blocks].filter((block) => !OTHER.test(block.name));
  const nodes = all
    .flatMap((block) => {
      const number = NODE.exec(block.name)?.[1];
      return number === undefined ? [] : [{ block, number: Number(number) }];
    })
    .sort((a, b) => a.number - b.number);
  if (nodes.length > 0) return nodes.map(({ block }) => block);
  const main = all.filter((block) => MAIN.test(block.name));
  const candidates = main.length > 0 ? main : all;
  // A machine’s memory is larger than anything else in it.
  return candidates.sort((a, b) => b.length - a.length).slice(0, 1);
}

/**
 * Where a machine’s memory lies, [start, end) ranges in the order its blocks fill them (QEMU’s hw/i386/pc_q35.c,
 * pc_piix.c, microvm.c, hw/arm/virt.c, hw/riscv/virt.c, hw/s390x, hw/ppc/spapr.c).
 */
export function ramRanges(
  machine: string,
  bytes: number,
): readonly { readonly start: number; readonly length: number }[] {
  const base = baseOf(machine);
  const below = belowFourGib(machine, bytes);
  if (below === undefined || bytes <= below) return [{ start: base, length: bytes }];
  return [
    { start: 0, length: below },
    { start: FOUR_GIB, length: bytes - below },
  ];
}

function baseOf(machine: string): number {
  if (machine.includes('riscv')) return 2 * GIB;
  return /^(virt|mach-virt)/.test(machine) ? GIB : 0;
}

/** Bytes of RAM below the PCI hole; undefined for machines without one. */
function belowFourGib(machine: string, bytes: number): number | undefined {
  if (machine.includes('q35')) return bytes >= 0xb000_0000 ? 2 * GIB : 0xb000_0000;
  if (machine.includes('microvm')) return 3 * GIB;
  if (!/^(pc|xenfv|isapc)/.test(machine)) return undefined;
  // Since 2.0 the split falls on a gigabyte (gigabyte_align).
  const isOld = /^pc-(0|1)\.|^pc-i440fx-1\./.test(machine);
  return bytes >= 0xe000_0000 && !isOld ? 3 * GIB : 0xe000_0000;
}

/** Lays the blocks one after the other over ranges, which may leave out some of their bytes (`file` counts all). */
export function placeBlocks(
  blocks: readonly RamBlock[],
  ranges: readonly { readonly start: number; readonly length: number; readonly file?: number }[],
): PlacedBlock[] {
  const placed: PlacedBlock[] = [];
  let next = 0;
  for (const { start, length, file = next } of ranges) {
    let first = 0;
    for (const block of blocks) {
      const from = Math.max(file, first);
      const to = Math.min(file + length, first + block.length);
      if (from < to)
        placed.push({ block, from: from - first, start: start + from - file, length: to - from });
      first += block.length;
    }
    next = file + length;
  }
  return placed;
}
