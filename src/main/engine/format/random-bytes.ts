import { fileOffset } from '../../../shared/units.ts';
import type { DumpFile } from '../file/dump-file.ts';

/** Samples spread over the file, and how large they are. */
const SAMPLES = 48;
const SAMPLE_BYTES = 16 * 1024;
/** Bits a byte. Random bytes of this number come to 7.98 and more, memory to far less almost everywhere. */
const RANDOM_ENTROPY = 7.95;

/** Shannon's entropy, in bits a byte. */
function entropyOf(bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return counts.reduce((sum, count) => {
    const share = count / bytes.length;
    return count === 0 ? sum : sum - share * Math.log2(share);
  }, 0);
}

/** True when the whole file looks random: encrypted or packed. Memory always has zeros, text and pointers somewhere. */
export function looksRandom(file: DumpFile): boolean {
  if (file.size < SAMPLES * SAMPLE_BYTES) return false;
  const sample = new Uint8Array(SAMPLE_BYTES);
  for (let i = 0; i < SAMPLES; i++) {
    file.read(fileOffset(Math.floor(((file.size - SAMPLE_BYTES) * i) / (SAMPLES - 1))), sample);
    if (entropyOf(sample) < RANDOM_ENTROPY) return false;
  }
  return true;
}
