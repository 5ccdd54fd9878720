import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A name that tells the content. */
export const nameOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Kept inputs beyond this are dropped at random. */
const MAX_STORED = 5000;

interface Entry {
  readonly bytes: Uint8Array;
  /** Microseconds it took. */
  readonly cost: number;
  picked: number;
}

/** Inputs that each reached something new. Kept in a folder, so that a later run begins where this one ended. */
export class Corpus {
  readonly #folder: string;
  readonly #entries: Entry[] = [];
  /** For each counter the classes of counts seen, as bits. */
  #seen = new Uint8Array(0);

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Inputs of earlier runs. */
  *stored(): Generator<Uint8Array> {
    const names = readdirSync(this.#folder);
    for (const name of names.slice(MAX_STORED)) rmSync(join(this.#folder, name));
    for (const name of names.slice(0, MAX_STORED))
      yield new Uint8Array(readFileSync(join(this.#folder, name)));
  }

  /** True when the counts hold something that no input before had; the input is then kept. */
  consider(bytes: Uint8Array, counts: Uint32Array, used: number, cost: number): boolean {
    if (this.#seen.length < used) {
      const wider = new Uint8Array(2 * used);
      wider.set(this.#seen);
      this.#seen = wider;
    }
    let isNew = false;
    for (let at = 0; at < used; at++) {
      const count = counts[at] ?? 0;
      if (count === 0) continue;
      const bit = 1 << classOf(count);
      const before = this.#seen[at] ?? 0;
      if ((before & bit) !== 0) continue;
      this.#seen[at] = before | bit;
      isNew = true;
    }
    if (!isNew) return false;
    this.#entries.push({ bytes: bytes.slice(), cost, picked: 0 });
    writeFileSync(join(this.#folder, nameOf(bytes)), bytes);
    return true;
  }

  /** How many of these counters were ever above zero. */
  reached(places: readonly number[]): number {
    return places.reduce((sum, place) => sum + ((this.#seen[place] ?? 0) === 0 ? 0 : 1), 0);
  }

  /** An input to go on from: of a few drawn ones, the one least used for its cost. */
  pick(below: (limit: number) => number): Uint8Array {
    let best: Entry | undefined;
    for (let i = 0; i < 3; i++) {
      const entry = this.#entries[below(this.#entries.length)];
      if (entry === undefined) continue;
      if (best === undefined || weight(entry) < weight(best)) best = entry;
    }
    if (best === undefined) return new Uint8Array(0);
    best.picked++;
    return best.bytes;
  }
}

const weight = ({ picked, cost }: Entry): number => (picked + 1) * (cost + 200);

/** Counts fall into classes: once, a few times, often, very often. */
function classOf(count: number): number {
  if (count < 3) return count - 1;
  if (count < 8) return 2;
  if (count < 32) return 3;
  if (count < 256) return 4;
  return count < 4096 ? 5 : 6;
}
