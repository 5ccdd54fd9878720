import { Fields } from './fields.ts';

const SECTOR = 512;

/** A boot record with up to four entries: kind, first sector. */
function bootRecord(...entries: (readonly [kind: number, first: number])[]): Uint8Array {
  const record = new Fields('little').upTo(446);
  for (const [kind, first] of entries) record.u8(0, 0, 0, 0, kind, 0, 0, 0).u32(first, 2048);
  return record.upTo(510).u8(0x55, 0xaa).bytes();
}

/** A disk with an empty partition and one that holds `content`: in a boot record, behind a second one, or by GUIDs. */
export function diskImage(
  content: Uint8Array,
  table: 'primary' | 'logical' | 'gpt' | 'gpt 4096',
): Uint8Array {
  const disk = (sectors: number): Fields => new Fields('little').upTo(sectors * SECTOR);
  const at = (sector: number, bytes: Uint8Array): [number, Uint8Array] => [sector * SECTOR, bytes];
  const parts: [number, Uint8Array][] = [];
  if (table === 'primary') parts.push(at(0, bootRecord([0x83, 64], [0x82, 256])), at(256, content));
  else if (table === 'logical')
    parts.push(
      at(0, bootRecord([0x83, 64], [0x05, 128])),
      at(128, bootRecord([0x83, 2], [0x05, 64])),
      at(128 + 64, bootRecord([0x82, 2])),
      at(128 + 64 + 2, content),
    );
  else {
    const sector = table === 'gpt' ? 512 : 4096;
    const header = new Fields('little').text('EFI PART').upTo(72).u64(2).u32(128, 128).bytes();
    const entry = (first: number): Uint8Array =>
      new Fields('little')
        .upTo(32)
        .u64(first, first + 99)
        .upTo(128)
        .bytes();
    parts.push(at(0, bootRecord([0xee, 1])), [sector, header]);
    parts.push([2 * sector, Buffer.concat([entry(64), entry(256)])], [256 * sector, content]);
  }
  const image = disk(0)
    .upTo(Math.max(...parts.map(([start, bytes]) => start + bytes.length)))
    .bytes();
  for (const [start, bytes] of parts) image.set(bytes, start);
  return image;
}
