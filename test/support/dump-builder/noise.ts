import type { GuestMemory } from './guest-memory.ts';
import type { KernelObject } from './objects.ts';
import type { Random } from './random.ts';
import type { PlacedMember } from './struct-layout.ts';

const PAGE = 4096;

/** Texts that real images hold and that look like what a search wants. */
const DISTRACTIONS = [
  'swapper_pg_dir',
  'swapper/%u',
  'SYMBOL(swapper_pg_dir)=ffffffff82a10000',
  'Linux version %s (%s)',
  'kworker/%d:%d%s',
  'init=/bin/sh',
];

/** Fills RAM as it looks before anyone puts something there: stale pages, texts, pointers, much emptiness. */
export function fillWithNoise(memory: GuestMemory, random: Random): void {
  const { bytes, machine } = memory;
  for (let page = 0; page < bytes.length; page += PAGE) {
    const address = machine.ramBase + page;
    const choice = random.below(8);
    if (choice === 0) fillRandom(bytes.subarray(page, page + PAGE), random);
    if (choice === 1) fillPointers(memory, address, random);
    if (choice === 2) memory.writeText(address + random.below(3000), random.pick(DISTRACTIONS), 64);
  }
}

function fillRandom(page: Uint8Array, random: Random): void {
  const words = new Uint32Array(page.buffer, page.byteOffset, page.length / 4);
  for (let i = 0; i < words.length; i++) words[i] = random.u32();
}

function fillPointers(memory: GuestMemory, page: number, random: Random): void {
  const { wordSize } = memory.machine;
  for (let at = page; at < page + PAGE; at += wordSize) {
    if (random.chance(0.4)) memory.writeWord(at, someAddress(memory, random));
    else if (random.chance(0.1)) memory.writeWord(at, BigInt(random.below(5000)));
  }
}

/** A pointer to somewhere in RAM, as the kernel would write it. */
export function someAddress(memory: GuestMemory, random: Random): bigint {
  const { ramBase, ramSize } = memory.machine;
  return memory.virtualOf(ramBase + 16 * random.below(ramSize / 16));
}

/**
 * Fills a struct with what its members usually hold before their real values are written: empty lists that point at
 * themselves, null and other pointers, small numbers. `constants` gives members of kind `image` one value for all.
 */
export function fillObject(
  object: KernelObject,
  random: Random,
  constants: Map<string, bigint>,
): KernelObject {
  object.memory.at(object.physical, object.struct.size).fill(0);
  for (const member of object.struct.members) {
    if (member.kind === 'bytes') fillBytes(object, member, random);
    else for (let i = 0; i < member.count; i++) fillMember(object, member, i, random, constants);
  }
  return object;
}

function fillMember(
  object: KernelObject,
  member: PlacedMember,
  index: number,
  random: Random,
  constants: Map<string, bigint>,
): void {
  const { memory } = object;
  switch (member.kind) {
    case 'list': {
      const own = object.pointerTo(member.name, index);
      object.setPair(member.name, own, own, index);
      return;
    }
    case 'ptr':
      if (random.chance(0.3)) object.set(member.name, someAddress(memory, random), index);
      return;
    case 'image': {
      const key = `${object.struct.name}.${member.name}`;
      const { ramBase } = memory.machine;
      const value =
        constants.get(key) ?? memory.virtualOf(ramBase + 16 * random.below((memory.imageEnd - ramBase) / 16));
      constants.set(key, value);
      object.set(member.name, value, index);
      return;
    }
    case 'u8':
    case 'u16':
    case 'u32':
    case 'u64':
    case 'long':
      if (random.chance(0.4)) object.set(member.name, random.below(random.chance(0.5) ? 4 : 100_000), index);
      return;
    case 'timespec':
      object.setPair(member.name, BigInt(random.below(10_000)), BigInt(random.below(1_000_000_000)), index);
      return;
    case 'hlist':
    case 'pid_link':
    case 'chars16':
    case 'bytes':
      return;
  }
}

function fillBytes(object: KernelObject, member: PlacedMember, random: Random): void {
  const { memory } = object;
  const { wordSize } = memory.machine;
  const start = object.place(member.name);
  const allOnes = random.chance(0.2);
  for (let at = start; at + wordSize <= start + member.count; at += wordSize) {
    if (allOnes) memory.writeWord(at, -1n);
    else if (random.chance(0.2)) memory.writeWord(at, BigInt(random.below(65_536)));
    else if (random.chance(0.05)) memory.writeWord(at, someAddress(memory, random));
  }
}
