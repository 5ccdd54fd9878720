import type { Place, ReadResult, Segment, Space } from '../../../shared/api.ts';
import { failure } from '../../../shared/errors.ts';
import { fileOffset, physAddr } from '../../../shared/units.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import type { KernelPlace } from '../kernel/locate-kernel.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

/** The most that one read may ask for, in bytes. */
const MAX_READ = 1024 * 1024;

/** Throws `bad-request` for a read that nobody may ask for. */
export function checkRead(address: bigint, length: number): void {
  if (length >= 0 && length <= MAX_READ && address >= 0n) return;
  throw failure('bad-request', say('failure.readRange', { most: MAX_READ }));
}

/** How far around init_task the kernel image is shown at its own addresses: no image is larger. */
const IMAGE_REACH = 32 * 1024 * 1024;

const PAGE = 4096;

/** The hole [0, end) in front of others; one that it touches becomes part of it. */
function joinFirst(
  end: number,
  holes: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const [next] = holes;
  return next?.[0] === end ? [[0, next[1]], ...holes.slice(1)] : [[0, end], ...holes];
}

/** One dump's bytes by any of the three kinds of address. Works as far as the stages have come. */
export class AddressMap {
  readonly #file: DumpFile;
  readonly #memory: PhysicalMemory;
  readonly #isDump: boolean;
  #kernel: KernelPlace | undefined;

  /** `isDump`: false where `memory` is nothing but the file, and its addresses mean nothing more than places in it. */
  constructor(file: DumpFile, memory: PhysicalMemory, isDump = true) {
    this.#file = file;
    this.#memory = memory;
    this.#isDump = isDump;
  }

  /** From now on virtual addresses are known as well. */
  setKernel(kernel: KernelPlace): void {
    this.#kernel = kernel;
  }

  read(space: Space, address: bigint, length: number): ReadResult {
    const bytes = new Uint8Array(length);
    if (space === 'file') {
      const held =
        address < BigInt(this.#file.size) ? this.#file.read(fileOffset(Number(address)), bytes) : 0;
      return { bytes, holes: held < length ? [[held, length]] : [] };
    }
    // A range may begin where nothing is held and reach memory further on: mappings begin at pages.
    let skipped = 0;
    let physical = this.#physical(space, address);
    while (physical === undefined && skipped < length) {
      skipped += PAGE - Number((address + BigInt(skipped)) % BigInt(PAGE));
      if (skipped < length) physical = this.#physical(space, address + BigInt(skipped));
    }
    if (physical === undefined) return { bytes, holes: [[0, length]] };
    this.#memory.read(physAddr(physical), bytes.subarray(skipped));
    const holes = this.#memory
      .holes(physAddr(physical), length - skipped)
      .map(([from, to]) => [from + skipped, to + skipped] as const);
    return { bytes, holes: skipped === 0 ? holes : joinFirst(skipped, holes) };
  }

  /** An address in all three spaces, as far as it has a place there. */
  locate(space: Space, address: bigint): Place {
    const physical =
      space === 'file' ? this.#memory.addressOf(fileOffset(Number(address))) : this.#physical(space, address);
    if (space === 'file' && physical === undefined) return { file: Number(address) };
    if (physical === undefined) return space === 'virtual' ? { virtual: address } : {};
    const place = this.placeOf(physical);
    return space === 'virtual' ? { ...place, virtual: address } : place;
  }

  /** The same for a physical address. */
  placeOf(physical: number): Place {
    const file = this.#memory.fileOffsetOf(physAddr(physical));
    if (!this.#isDump) return { ...(file !== undefined && { file }) };
    const virtual = this.#virtual(physical);
    return { physical, ...(file !== undefined && { file }), ...(virtual !== undefined && { virtual }) };
  }

  segments(space: Space): readonly Segment[] {
    switch (space) {
      case 'file':
        return [{ start: 0n, length: this.#file.size, label: 'file' }];
      case 'physical':
        if (!this.#isDump) return [];
        return this.#memory.runs.map((run) => ({
          start: BigInt(run.start),
          length: run.length,
          label: 'RAM',
        }));
      case 'virtual':
        return this.#virtualSegments();
    }
  }

  #physical(space: Space, address: bigint): number | undefined {
    if (space === 'virtual') return this.#kernel?.space.toPhysical(address);
    return address < BigInt(this.#memory.end) ? Number(address) : undefined;
  }

  #virtual(physical: number): bigint | undefined {
    if (this.#kernel === undefined) return undefined;
    const { space, initPhysical, span } = this.#kernel;
    // Allocated memory stands beside the image and has no address in it: only what is surely part of it is shown there.
    const inInitTask = physical >= initPhysical && physical < initPhysical + span;
    return inInitTask ? space.toVirtual(physical, space.image) : space.toVirtual(physical);
  }

  #virtualSegments(): Segment[] {
    if (this.#kernel === undefined) return [];
    const { space, initPhysical } = this.#kernel;
    const top = 1n << BigInt(space.wordSize * 8);
    const segments: Segment[] = this.#memory.runs.map((run) => {
      const start = space.toVirtual(run.start);
      // A 32-bit kernel maps only as much memory as fits below the end of its addresses.
      const length = Number(start + BigInt(run.length) > top ? top - start : BigInt(run.length));
      return { start, length, label: 'direct map' };
    });
    if (space.image !== space.directMap) {
      for (const run of this.#memory.runs) {
        const from = Math.max(run.start, initPhysical - IMAGE_REACH);
        const to = Math.min(run.start + run.length, initPhysical + IMAGE_REACH);
        if (from < to)
          segments.push({
            start: space.toVirtual(from, space.image),
            length: to - from,
            label: 'kernel image',
          });
      }
    }
    return segments.sort((a, b) => (a.start < b.start ? -1 : 1));
  }
}
