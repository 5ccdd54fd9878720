import { exercise } from '../exercise.ts';
import { randomBehind, mutateFile } from '../mutate.ts';
import { SEEDS } from '../seeds.ts';
import type { Target } from '../target.ts';

/** The sources behind a name of seeds. */
const COVERS: Readonly<Record<string, readonly string[]>> = {
  elf: ['elf-'],
  kdump: ['kdump/'],
  flattened: ['flattened/'],
  lime: ['lime/'],
  avml: ['lime/'],
  savevm: ['savevm/'],
  libvirt: ['savevm/'],
  vmware: ['vmware/'],
  'xen pfn': ['xen/', 'elf-sections'],
  'xen p2m': ['xen/', 'elf-sections'],
  'xen old': ['xen/xc-core'],
  'xen save': ['xen/xen-saved', 'xen/saved-pages'],
  foreign: ['foreign', 'recognise', 'random-bytes', 'raw', 'signature', 'elf-kind'],
};

/** Beginnings of files that are known to be something else, or nothing. */
const FOREIGN: readonly string[] = [
  'PAGEDU64',
  'PAGEDUMP',
  'hibr',
  'HIBR',
  'RSTR',
  'QFI\xfb',
  'KDMV',
  'conectix',
  'vhdxfile',
  '<<< Oracle VM VirtualBox Disk Image >>>',
  'LUKS\xba\xbe',
  'Salted__',
  '\x7fELF\x02\x01\x01',
  '\xcf\xfa\xed\xfe',
  'MZ',
  '%PDF-1.7',
  '{"a":1}',
  'Rar!\x1a\x07',
  '7z\xbc\xaf\x27\x1c',
  'ustar',
];

const foreignSeeds = (): Uint8Array[] => [
  ...FOREIGN.map((text) => {
    const bytes = new Uint8Array(8192);
    bytes.set(Buffer.from(text, 'latin1'));
    bytes.fill(0x41, 4096);
    return bytes;
  }),
  Uint8Array.from({ length: 70_000 }, (_, i) => Math.imul(i ^ 0x5bd1, 0x9e37_79b1) >>> 24),
];

/** One parser on whole files of its format. */
export function formatTarget(name: string): Target {
  const seeds =
    name === 'foreign'
      ? foreignSeeds()
      : [...SEEDS].filter(([seed]) => seed.startsWith(name)).map(([, bytes]) => bytes);
  return {
    seeds,
    covers: (COVERS[name] ?? []).map((path) => `src/main/engine/format/${path}`),
    mutate: (input, below, other) =>
      below(16) === 0 ? randomBehind(input, below(2 ** 31)) : mutateFile(input, below, other),
    run: exercise,
  };
}
