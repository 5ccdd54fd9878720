import { Fields } from './fields.ts';

export interface VmwareImageOptions {
  readonly magic?: number;
  readonly regions?: readonly {
    readonly guestPage: number;
    readonly filePage: number;
    readonly pages: number;
  }[];
  /** Memory kept inside the state file. */
  readonly memory?: Uint8Array;
  readonly compressed?: boolean;
}

/** Builds a .vmss file: a group "cpu", and a group "memory" with the regions. */
export function vmwareImage(options: VmwareImageOptions): Uint8Array {
  const { regions = [], memory } = options;
  const items = new Fields('little');
  const item = (name: string, value: number, ...indices: number[]): void => {
    items
      .u16(4 | (indices.length << 6) | (name.length << 8))
      .text(name)
      .u32(...indices, value);
  };
  item('regionsCount', regions.length);
  regions.forEach(({ guestPage, filePage, pages }, i) => {
    item('regionPPN', guestPage, i);
    item('regionPageNum', filePage, i);
    item('regionSize', pages, i);
  });
  if (memory !== undefined) {
    items
      .u16((options.compressed === true ? 62 : 63) | (2 << 6) | (6 << 8))
      .text('Memory')
      .u32(0, 0);
    items.u64(memory.length, memory.length).u16(5).raw(new Uint8Array(5)).raw(memory);
  }
  items.u16(0);
  const group = (out: Fields, name: string, at: number, size: number): Fields =>
    out.text(name, 64).u64(at, size);
  const out = new Fields('little').u32(options.magic ?? 0xbed2_bed2, 8, 2);
  group(out, 'cpu', 12 + 160, 2);
  group(out, 'memory', 12 + 160 + 2, items.length);
  return out.u16(0).raw(items.bytes()).bytes();
}
