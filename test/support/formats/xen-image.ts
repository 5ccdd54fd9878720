import { Fields } from './fields.ts';

/** Builds what "xl dump-core" writes: an ELF file without segments whose sections hold pages, then their numbers. */
export function xenCoreImage(pages: ReadonlyMap<number, Uint8Array>, kind: 'pfn' | 'p2m'): Uint8Array {
  const names = '\0.shstrtab\0.note.Xen\0.xen_pages\0.xen_pfn\0.xen_p2m\0';
  const note = new Fields('little')
    .u32(4, 32, 0x200_0001)
    .text('Xen\0')
    .u64(0xf00f_ebed, 2, pages.size, 4096)
    .bytes();
  const numbers = new Fields('little');
  for (const page of pages.keys()) {
    if (kind === 'pfn') numbers.u64(page);
    else numbers.u64(page, page + 100_000);
  }
  const data = Buffer.concat([...pages.values()]);
  const width = kind === 'pfn' ? 8 : 16;
  const sections = [
    { name: '.note.Xen', type: 7, entries: 0, bytes: note },
    { name: '.xen_pages', type: 1, entries: 4096, bytes: data },
    { name: kind === 'pfn' ? '.xen_pfn' : '.xen_p2m', type: 1, entries: width, bytes: numbers.bytes() },
    { name: '.shstrtab', type: 3, entries: 0, bytes: Buffer.from(names) },
  ];
  const tableAt = 64;
  const table = new Fields('little').raw(new Uint8Array(64));
  let offset = tableAt + 64 * (sections.length + 1);
  for (const { name, type, entries, bytes } of sections) {
    table
      .u32(names.indexOf(`\0${name}\0`) + 1, type)
      .u64(0, 0, offset, bytes.length)
      .u32(0, 0)
      .u64(0, entries);
    offset += bytes.length;
  }
  const out = new Fields('little').text('\x7fELF').u8(2, 1, 1).upTo(16).u16(4).u16(62).u32(1);
  out
    .u64(0, 0, tableAt)
    .u32(0)
    .u16(64)
    .u16(56)
    .u16(0)
    .u16(64)
    .u16(sections.length + 1, sections.length);
  out.raw(table.bytes());
  for (const { bytes } of sections) out.raw(bytes);
  return out.bytes();
}

/** Builds a core of Xen before 3.1. */
export function xcCoreImage(pages: ReadonlyMap<number, Uint8Array>, virtual: boolean): Uint8Array {
  const out = new Fields('little')
    .u32(virtual ? 0xf00f_ebee : 0xf00f_ebed, 2, pages.size, 24, 64, 4096)
    .upTo(64);
  out.u64(...pages.keys()).upTo(4096);
  for (const page of pages.values()) out.raw(page);
  return out.bytes();
}

/** Values of XEN_DOMCTL_PFINFO_ in the upper four bits of a frame number: a page table, pinned; a page without bytes. */
const PINNED_L4 = 0xcn;
const INVALID = 0xfn;

export interface SavedOptions {
  /** What the tool writes before the image; its length should be a multiple of eight. */
  readonly before?: Uint8Array;
  readonly order?: 'little' | 'big';
  readonly version?: number;
}

/** Builds what "xl save" writes: records of pages, each batch of them a record, and an END. */
export function xenSavedImage(
  batches: readonly ReadonlyMap<number, Uint8Array | undefined>[],
  { before = xlHeader(), order = 'little', version = 3 }: SavedOptions = {},
): Uint8Array {
  const image = new Fields('big')
    .raw(new Uint8Array(8).fill(0xff))
    .text('XENF')
    .u32(version)
    .u16(order === 'big' ? 1 : 0)
    .raw(new Uint8Array(6));
  const records = new Fields(order).u32(2).u16(12, 0).u32(4, 17);
  const record = (type: number, body: Uint8Array): void => {
    records.u32(type, body.length).raw(body);
    records.raw(new Uint8Array((8 - (body.length % 8)) % 8));
  };
  record(0x8000_0000, Buffer.from('odd'));
  for (const pages of batches) {
    const body = new Fields(order).u32(pages.size, 0);
    for (const [frame, page] of pages)
      body.u64(BigInt(frame) | ((page === undefined ? INVALID : frame === 0 ? PINNED_L4 : 0n) << 60n));
    for (const page of pages.values()) if (page !== undefined) body.raw(page);
    record(1, body.bytes());
  }
  record(0, new Uint8Array(0));
  return Buffer.concat([before, image.bytes(), records.bytes()]);
}

/** xl's own header with the machine's configuration, and the one of libxl behind it. */
export function xlHeader(): Uint8Array {
  const configuration = Buffer.from('{"c_info":{"name":"guest"}}');
  return new Fields('little')
    .text('Xen saved domain, xl format\n \0 \r')
    .u32(0x0102_0304, 3, 0, configuration.length + 4, configuration.length)
    .raw(configuration)
    .text('LibxlFmt')
    .raw(Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0))
    .bytes();
}
