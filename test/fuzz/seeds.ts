import { elfCoreImage } from '../support/elf-image.ts';
import { pageOf, pagesOf } from '../support/formats/guest-pages.ts';
import { flattenedImage, kdumpImage } from '../support/formats/kdump-image.ts';
import { avmlImage, limeImage } from '../support/formats/lime-image.ts';
import { savevmImage } from '../support/formats/savevm-image.ts';
import { vmwareImage } from '../support/formats/vmware-image.ts';
import { xcCoreImage, xenCoreImage, xenSavedImage } from '../support/formats/xen-image.ts';
import { Fields } from '../support/formats/fields.ts';

const pages = pagesOf([0, 1, 2, 9, 10, 40]);
const ranges = [
  { start: 0x1000, bytes: new Uint8Array(Buffer.concat([pageOf(1), pageOf(2)])) },
  { start: 0x10_0000, bytes: pageOf(3) },
];
const blocks = [
  { name: 'pc.ram', length: 64 * 4096, pages: new Map([...pages, [11, new Uint8Array(4096)]]) },
];
const xml = '<domain/>';

/** A small valid file of every format and of its variants; what fuzzing starts from. */
export const SEEDS: ReadonlyMap<string, Uint8Array> = new Map<string, Uint8Array>([
  ...([4, 8] as const).flatMap((wordSize) =>
    (['little', 'big'] as const).map((byteOrder): [string, Uint8Array] => [
      `elf ${8 * wordSize} ${byteOrder}`,
      elfCoreImage({
        wordSize,
        byteOrder,
        segments: ranges.map(({ start, bytes }) => ({ physical: BigInt(start), bytes })),
        notes: [{ name: 'VMCOREINFO', type: 0, data: Buffer.from('OSRELEASE=6.1.0\n') }],
        countInSection: wordSize === 4,
      }),
    ]),
  ),
  ...(['none', 'zlib', 'lzo', 'snappy', 'zstd'] as const).map((packing): [string, Uint8Array] => [
    `kdump ${packing}`,
    kdumpImage({
      pages,
      packing,
      excluded: [3],
      dumpLevel: packing === 'zlib' ? 1 : 31,
      vmcoreinfo: 'OSRELEASE=6.1.0\n',
    }),
  ]),
  ['kdump 32 big', kdumpImage({ pages, wordSize: 4, byteOrder: 'big', version: 5 })],
  ['kdump split', kdumpImage({ pages, split: { start: 1, end: 10 } })],
  ['flattened', flattenedImage(kdumpImage({ pages }), 1000)],
  [
    'flattened elf',
    flattenedImage(
      elfCoreImage({ wordSize: 8, byteOrder: 'little', segments: [{ physical: 0n, bytes: pageOf(1) }] }),
      300,
    ),
  ],
  ['lime', limeImage(ranges)],
  ['avml', avmlImage(ranges, 3000)],
  ['savevm', savevmImage({ blocks, earlier: pagesOf([2, 3]) })],
  ['savevm packed', savevmImage({ blocks, packed: true, footers: false })],
  [
    'libvirt',
    new Fields('little')
      .text('LibvirtQemudSave')
      .u32(2, xml.length, 1, 0, 0)
      .upTo(92)
      .text(xml)
      .raw(savevmImage({ blocks }))
      .bytes(),
  ],
  [
    'vmware',
    vmwareImage({
      regions: [{ guestPage: 16, filePage: 0, pages: 2 }],
      memory: ranges[0]?.bytes ?? pageOf(1),
    }),
  ],
  ['xen pfn', xenCoreImage(pages, 'pfn')],
  ['xen p2m', xenCoreImage(pages, 'p2m')],
  ['xen old', xcCoreImage(pages, true)],
  ['xen save', xenSavedImage([pages, pages])],
]);
