import { highOf, highHalf, lowHalf, lowOf, type Words, type WordFormat } from './word-view.ts';

const TWO32 = 0x1_0000_0000;

/** How often each difference virtual − physical was voted for; the key is the difference without its twelve zero bits. */
export type DeltaVotes = Map<number, number>;

/** The difference that a key of `DeltaVotes` stands for. */
export const deltaOf = (key: number): bigint => BigInt(key) << 12n;

/**
 * Lets the empty list heads among these words vote: such a head holds its own virtual address twice, so that its value
 * minus its place is virtual − physical. `start`: physical address of the first word.
 */
export function countEmptyLists({ lo, hi }: Words, start: number, wordSize: 4 | 8, votes: DeltaVotes): void {
  const startHigh = highOf(start);
  const startLow = lowOf(start);
  for (let i = 0; i + 1 < lo.length; i++) {
    const low = lo[i] ?? 0;
    const high = hi[i] ?? 0;
    if (low !== lo[i + 1] || high !== hi[i + 1] || (low === 0 && high === 0)) continue;
    const difference = low - startLow - i * wordSize;
    if ((difference & 0xfff) !== 0) continue;
    // The difference without its twelve zero bits fits a double exactly: 52 bits, or 20 for 32-bit words.
    const borrow = Math.floor(difference / TWO32);
    const upper = wordSize === 8 ? (high - startHigh + borrow) >>> 0 : 0;
    const key = upper * 0x10_0000 + ((difference >>> 0) >>> 12);
    votes.set(key, (votes.get(key) ?? 0) + 1);
  }
}

/** Told of a word that holds the address of an object around it: the object's physical address, and the word's place in it. */
export type OnSelfWord = (base: number, offset: number) => void;

/**
 * Finds words that hold an address at most `span` bytes before themselves, as a task's group_leader does. Words that
 * stand twice side by side are empty list heads, which name themselves and are no such thing.
 */
export function findSelfWords(
  { lo, hi }: Words,
  start: number,
  { wordSize }: WordFormat,
  delta: bigint,
  span: number,
  alignment: number,
  onSelfWord: OnSelfWord,
): void {
  const first = BigInt.asUintN(wordSize * 8, BigInt(start) + delta);
  const firstHigh = highHalf(first);
  const firstLow = lowHalf(first);
  for (let i = 0; i < lo.length; i++) {
    const low = lo[i] ?? 0;
    const high = hi[i] ?? 0;
    const carry = high - firstHigh;
    if (carry > 1 || carry < -1) continue;
    const offset = i * wordSize - (low - firstLow + carry * TWO32);
    if (offset < 0 || offset >= span) continue;
    const base = start + i * wordSize - offset;
    if (base < 0 || base % alignment !== 0) continue;
    if (low === lo[i + 1] && high === hi[i + 1]) continue;
    if (low === lo[i - 1] && high === hi[i - 1]) continue;
    onSelfWord(base, offset);
  }
}
