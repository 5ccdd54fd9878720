import { Fields } from './fields.ts';

/** Builds what "xl dump-core" writes: an ELF file without segments whose sections hold page numbers and pages. */
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
  const sections = [
    { name: '.shstrtab', bytes: Buffer.from(names) },
    { name: '.note.Xen', bytes: note },
    { name: '.xen_pages', bytes: data },
    { name: kind === 'pfn' ? '.xen_pfn' : '.xen_p2m', bytes: numbers.bytes() },
  ];
  const tableAt = 64;
  const table = new Fields('little').raw(new Uint8Array(64));
  let offset = tableAt + 64 * (sections.length + 1);
  for (const { name, bytes } of sections) {
    table
      .u32(names.indexOf(`\0${name}\0`) + 1, 1)
      .u64(0, 0, offset, bytes.length)
      .u32(0, 0)
      .u64(0, 0);
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
    .u16(sections.length + 1)
    .u16(1);
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
