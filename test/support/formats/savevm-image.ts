import { deflateSync } from 'node:zlib';
import { Fields } from './fields.ts';

export interface SavevmImageOptions {
  readonly machine?: string;
  /** Blocks with their pages by number within the block. */
  readonly blocks: readonly {
    readonly name: string;
    readonly length: number;
    readonly pages: ReadonlyMap<number, Uint8Array>;
  }[];
  /** Pages sent before, which the ones above replace. */
  readonly earlier?: ReadonlyMap<number, Uint8Array>;
  readonly packed?: boolean;
  readonly footers?: boolean;
}

const isFilled = (page: Uint8Array): boolean => page.every((byte) => byte === page[0]);

/** Builds a migration stream as QEMU writes it: configuration, RAM in three sections, the beginning of a device. */
export function savevmImage(options: SavevmImageOptions): Uint8Array {
  const { machine = 'pc-q35-7.2', blocks, footers = true } = options;
  const out = new Fields('big').text('QEVM').u32(3).u8(7).u32(machine.length).text(machine);
  const footer = (): void => {
    if (footers) out.u8(0x7e).u32(2);
  };
  out.u8(1).u32(2).u8(3).text('ram').u32(0, 4);
  out.u64(blocks.reduce((sum, block) => sum + block.length, 0) + 4);
  for (const { name, length } of blocks) out.u8(name.length).text(name).u64(length);
  out.u64(0x10);
  footer();

  let last = '';
  const page = (name: string, number: number, bytes: Uint8Array): void => {
    const same = name === last ? 0x20 : 0;
    const flag = isFilled(bytes) ? 2 : options.packed === true ? 0x100 : 8;
    out.u64(number * 4096 + flag + same);
    if (name !== last) out.u8(name.length).text(name);
    last = name;
    if (flag === 2) out.u8(bytes[0] ?? 0);
    else if (flag === 8) out.raw(bytes);
    else {
      const packed = deflateSync(bytes);
      out.u32(packed.length).raw(packed);
    }
  };
  out.u8(2).u32(2);
  for (const [number, bytes] of options.earlier ?? []) page(blocks[0]?.name ?? '', number, bytes);
  out.u64(0x10);
  footer();
  out.u8(3).u32(2);
  for (const { name, pages } of blocks) for (const [number, bytes] of pages) page(name, number, bytes);
  out.u64(0x10);
  footer();
  return out.u8(4).u32(3).u8(5).text('timer').u32(0, 2).u64(0, 0, 0).u8(0).bytes();
}
