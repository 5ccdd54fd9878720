/**
 * Cuts a real dump down to the data that the analysis and the view look at:
 *
 *     node scripts/cut-sample.ts DUMP TRUTH.json
 *
 * writes resources/sample.elf.zst and resources/sample.truth.json. The dump must be an ELF core of an x86-64 machine.
 * Kept are the pages that were read, that a scan found something in, and that pointers lead to; what
 * looks like machine code is left out. Everything else is no longer there, and the file says so: no segment covers it.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { physAddr } from '../src/shared/units.ts';
import { elfCoreImage, type ElfImageSegment } from '../test/support/elf-image.ts';
import { compareWithTruth, readTruth } from '../test/support/truth.ts';
import { analyseRecorded, type Recorded } from './analyse-recorded.ts';
import { PAGE } from './recording-memory.ts';

const resources = join(import.meta.dirname, '..', 'resources');
const EM_X86_64 = 62;
const LARGEST = 5 * 1024 * 1024;
/** Text of the kernel has more than 60 moves between 64-bit registers and memory a page, data seldom one. */
const MOVES_OF_CODE = 16;

function looksLikeCode(page: Uint8Array): boolean {
  let moves = 0;
  for (let at = 1; at < page.length; at++) {
    // REX.W, then MOV in either direction.
    if (page[at - 1] === 0x48 && (page[at] === 0x8b || page[at] === 0x89)) moves++;
  }
  return moves >= MOVES_OF_CODE;
}

/** The pages worth keeping, joined where they follow each other. */
function segmentsOf({ dump, memory }: Recorded): ElfImageSegment[] {
  const segments: { physical: bigint; bytes: Uint8Array }[] = [];
  const numbers = [...new Set([...memory.seen, ...memory.hit, ...memory.asked])].sort((a, b) => a - b);
  for (const number of numbers) {
    const page = new Uint8Array(PAGE);
    if (dump.memory.read(physAddr(number * PAGE), page) < PAGE || looksLikeCode(page)) continue;
    const before = segments.at(-1);
    if (before !== undefined && before.physical + BigInt(before.bytes.length) === BigInt(number * PAGE)) {
      before.bytes = Buffer.concat([before.bytes, page]);
    } else segments.push({ physical: BigInt(number * PAGE), bytes: page });
  }
  return segments;
}

/** Throws unless the file yields exactly the truth. */
async function prove(path: string, truthPath: string): Promise<void> {
  const recorded = await analyseRecorded(path);
  recorded.close();
  const differences = compareWithTruth(recorded.table, readTruth(truthPath));
  if (differences.length > 0)
    throw new Error(`the sample differs from its truth: ${JSON.stringify(differences)}`);
}

async function main(): Promise<void> {
  const [path, truthPath] = process.argv.slice(2);
  if (path === undefined || truthPath === undefined) {
    process.stderr.write('usage: node scripts/cut-sample.ts DUMP TRUTH.json\n');
    process.exitCode = 2;
    return;
  }
  const whole = await analyseRecorded(path);
  const segments = segmentsOf(whole);
  whole.close();
  const image = elfCoreImage({
    wordSize: 8,
    byteOrder: 'little',
    machine: EM_X86_64,
    segments,
    notes: whole.dump.notes,
  });
  const trial = join(tmpdir(), `sample-${String(process.pid)}.elf`);
  try {
    writeFileSync(trial, image);
    await prove(trial, truthPath);
  } finally {
    rmSync(trial, { force: true });
  }
  const packed = zstdCompressSync(image, { params: { [constants.ZSTD_c_compressionLevel]: 19 } });
  if (packed.length > LARGEST) throw new Error(`the sample would be ${packed.length} bytes`);
  const { tasks } = readTruth(truthPath);
  writeFileSync(join(resources, 'sample.elf.zst'), packed);
  writeFileSync(join(resources, 'sample.truth.json'), `${JSON.stringify({ tasks }, undefined, 2)}\n`);
  process.stdout.write(
    `${segments.length} segments, ${image.length} bytes, packed ${packed.length}; ${tasks.length} tasks, all as in the truth\n`,
  );
}

await main();
