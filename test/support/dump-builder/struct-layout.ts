import type { WordSize } from '../../../src/shared/units.ts';

/** How a member is stored; decides its size, its alignment, and the noise put there when nothing better is known. */
export type MemberKind =
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 'long' // a machine word that holds a number
  | 'ptr' // null, or a pointer to some object of the heap
  | 'image' // a pointer into the kernel image, the same for most tasks
  | 'list' // struct list_head, empty unless linked
  | 'hlist' // struct hlist_node
  | 'pid_link' // struct pid_link until 4.18: an hlist_node and a pointer to the struct pid
  | 'chars16'
  | 'timespec' // two machine words: seconds, nanoseconds
  | 'bytes'; // anything: small numbers, all-ones, zeros; word-aligned

export interface Member {
  readonly name: string;
  readonly kind: MemberKind;
  /** Elements of an array; for `bytes` the number of bytes. */
  readonly count: number;
  /** Where it is the first member of a struct inside this one: that struct's alignment, in bytes or as a word's. */
  readonly align?: number | 'word';
}

export interface PlacedMember extends Member {
  readonly offset: number;
  /** Bytes of one element. */
  readonly width: number;
}

export interface StructLayout {
  readonly name: string;
  readonly size: number;
  readonly members: readonly PlacedMember[];
  /** Offset of a member; throws when the struct has none of that name. */
  offsetOf(member: string): number;
  has(member: string): boolean;
}

const KINDS = new Set<string>([
  ...[
    'u8',
    'u16',
    'u32',
    'u64',
    'long',
    'ptr',
    'image',
    'list',
    'hlist',
    'pid_link',
    'chars16',
    'timespec',
    'bytes',
  ],
]);

const isKind = (word: string): word is MemberKind => KINDS.has(word);

/**
 * Reads a struct written as `name:kind` or `name:kind*count`, in order, separated by white space:
 * `pid:u32 tgid:u32 children:list pid_links:hlist*4 avg:bytes*64`. The first member of a nested struct says what that
 * struct is aligned to: `lock.count:u32@w` a word, `avg.load:u64@64` a cache line.
 */
export function parseMembers(source: string): Member[] {
  return source
    .trim()
    .split(/\s+/)
    .map((text) => {
      const [, name, kind, count, align] = /^([\w.]+):(\w+)(?:\*(\d+))?(?:@(\d+|w))?$/.exec(text) ?? [];
      if (name === undefined || kind === undefined || !isKind(kind)) throw new Error(`Not a member: ${text}`);
      return {
        name,
        kind,
        count: count === undefined ? 1 : Number(count),
        ...(align !== undefined && { align: align === 'w' ? 'word' : Number(align) }),
      };
    });
}

const widthOf = (kind: MemberKind, wordSize: WordSize): number => {
  switch (kind) {
    case 'u8':
    case 'bytes':
      return 1;
    case 'u16':
      return 2;
    case 'u32':
      return 4;
    case 'u64':
      return 8;
    case 'long':
    case 'ptr':
    case 'image':
      return wordSize;
    case 'list':
    case 'hlist':
    case 'timespec':
      return 2 * wordSize;
    case 'pid_link':
      return 3 * wordSize;
    case 'chars16':
      return 16;
  }
};

/** As compilers do it; what a 64-bit number on a 32-bit machine is aligned to is the machine's own. */
const alignmentOf = ({ kind, align }: Member, wordSize: WordSize, ofU64: number): number => {
  if (align !== undefined) return align === 'word' ? wordSize : align;
  if (kind === 'u8' || kind === 'chars16') return 1;
  if (kind === 'u16') return 2;
  if (kind === 'u64') return ofU64;
  return kind === 'u32' ? 4 : wordSize;
};

const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

/**
 * Lays members out one after the other, as a C compiler would. A 64-bit number is aligned to four bytes on i386, and to
 * eight on ARM, MIPS and PowerPC.
 */
export function layOut(
  name: string,
  members: readonly Member[],
  wordSize: WordSize,
  ofU64: number = wordSize,
): StructLayout {
  let end = 0;
  const placed = members.map((member): PlacedMember => {
    const width = widthOf(member.kind, wordSize);
    const offset = roundUp(end, alignmentOf(member, wordSize, ofU64));
    end = offset + width * member.count;
    return { ...member, offset, width };
  });
  const byName = new Map(placed.map((member) => [member.name, member]));
  return {
    name,
    size: roundUp(end, wordSize),
    members: placed,
    has: (member) => byName.has(member),
    offsetOf: (member) => {
      const found = byName.get(member);
      if (found === undefined) throw new Error(`struct ${name} has no member ${member}`);
      return found.offset;
    },
  };
}
