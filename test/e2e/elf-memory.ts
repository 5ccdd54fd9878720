import { readFileSync } from 'node:fs';

/** A stretch of the guest's memory, and where the file has it. */
export interface Piece {
  readonly physical: number;
  readonly offset: number;
  readonly bytes: Buffer;
}

/** The memory in an ELF core by its program headers (System V ABI), neighbours joined; read by the test itself. */
export function elfMemory(path: string): readonly Piece[] {
  const file = readFileSync(path);
  const headers = Number(file.readBigUInt64LE(32)); // e_phoff
  const pieces: Piece[] = [];
  for (let i = 0; i < file.readUInt16LE(56); i++) {
    const at = headers + i * file.readUInt16LE(54); // e_phentsize
    if (file.readUInt32LE(at) !== 1) continue; // PT_LOAD
    const offset = Number(file.readBigUInt64LE(at + 8));
    const physical = Number(file.readBigUInt64LE(at + 24));
    const length = Number(file.readBigUInt64LE(at + 32)); // p_filesz
    pieces.push({ physical, offset, bytes: file.subarray(offset, offset + length) });
  }
  const joined: Piece[] = [];
  for (const piece of pieces.sort((a, b) => a.physical - b.physical)) {
    const last = joined.at(-1);
    if (last !== undefined && last.physical + last.bytes.length === piece.physical)
      joined[joined.length - 1] = { ...last, bytes: Buffer.concat([last.bytes, piece.bytes]) };
    else if (piece.bytes.length > 0) joined.push(piece);
  }
  return joined;
}

/** Guest-physical addresses at which `wanted` lies, at multiples of `step`; undefined in it stands for any byte. */
export function occurrences(
  memory: readonly Piece[],
  wanted: readonly (number | undefined)[],
  step = 1,
): readonly number[] {
  return memory.flatMap(({ physical, bytes }) => {
    const found: number[] = [];
    for (let at = 0; at + wanted.length <= bytes.length; at++)
      if (
        (physical + at) % step === 0 &&
        wanted.every((byte, i) => byte === undefined || bytes[at + i] === byte)
      )
        found.push(physical + at);
    return found;
  });
}
