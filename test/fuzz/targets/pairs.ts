import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDumpFile } from '../../../src/main/engine/file/open-file.ts';
import { kdumpImage } from '../../support/formats/kdump-image.ts';
import { pageOf, pagesOf } from '../../support/formats/guest-pages.ts';
import { vmwareImage } from '../../support/formats/vmware-image.ts';
import { exerciseFile } from '../exercise.ts';
import type { Target } from '../target.ts';
import { temporaryFolder } from './temporary-folder.ts';

const pages = pagesOf([0, 1, 2, 9, 10, 40]);
const regions = [
  { guestPage: 16, filePage: 0, pages: 1 },
  { guestPage: 32, filePage: 1, pages: 2 },
];
const memory = new Uint8Array(Buffer.concat([pageOf(1), pageOf(2), pageOf(3)]));

/** The length of the first file, the first file, the second file. */
function together(first: Uint8Array, second: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, first.length, true);
  return new Uint8Array(Buffer.concat([length, first, second]));
}

const PAIRS = {
  vmware: {
    names: ['m.vmss', 'm.vmem'],
    seeds: [together(vmwareImage({ regions }), memory), together(vmwareImage({}), memory)],
    covers: ['src/main/engine/format/vmware/'],
  },
  kdump: {
    names: ['dump1', 'dump2'],
    seeds: [6, 5].map((version) =>
      together(
        kdumpImage({ pages, version, split: { start: 0, end: 9 } }),
        kdumpImage({ pages, version, split: { start: 9, end: 41 } }),
      ),
    ),
    covers: ['src/main/engine/format/kdump/'],
  },
} as const;

/** Formats of which two files lie side by side: each is opened with the other beside it. */
export function pairTarget(name: keyof typeof PAIRS): Target {
  const folder = temporaryFolder();
  const { names, seeds, covers } = PAIRS[name];
  const paths = names.map((each) => join(folder.path, each));
  return {
    seeds,
    covers,
    close: folder.remove,
    run: async (input) => {
      if (input.length < 4) return 'too short';
      const length = new DataView(input.buffer, input.byteOffset).getUint32(0, true);
      const parts = [input.subarray(4, 4 + length), input.subarray(4 + length)];
      // A file that is mapped must not become shorter: each input has files of its own.
      paths.forEach((path, i) => {
        rmSync(path, { force: true });
        writeFileSync(path, parts[i] ?? new Uint8Array(0));
      });
      const ends: string[] = [];
      for (const [i, path] of paths.entries()) {
        if (parts[i]?.length === 0) continue;
        const file = openDumpFile(path);
        try {
          ends.push(await exerciseFile(file));
        } finally {
          file.close();
        }
      }
      return ends.join(' and ');
    },
  };
}
