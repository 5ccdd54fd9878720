import { Columns } from '../kernel/columns.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import { pageOf, structsOf } from './intact.ts';
import { CRED_SPAN } from './scattered-ids.ts';

/** Share of credentials that share something with others, or else the relation tells nothing of the rest. */
const SHARING = 0.5;
/** Fewer credentials than this are no company. */
const COMPANY = 4;
/** Share of those that share something which have a pointer, for it to be one that credentials never lack. */
const NEVER_LACKED = 0.95;
/** Fewer of such pointers prove nothing of credentials that share none. */
const ENOUGH_POINTERS = 2;
const TWO32 = 0x1_0000_0000;
/** Of the upper 32 bits of an address. */
const UPPER_HALF = 0x8000_0000;
/** Words below this are numbers, also where they lead somewhere. */
const SMALLEST_POINTER = 0x1_0000;

/**
 * Adds the pages on which no credentials are, though tasks point there. Whoever they are of, they lead to what others'
 * lead to: a user, a namespace of users, a list of groups (user, user_ns and group_info in include/linux/cred.h, none
 * of which is ever null). What leads nowhere that others lead to is another page, noise, or nothing, and zeros on it
 * are not root's. A page is judged by most of what is on it. `bases`: the tasks, `pointer`: offset of real_cred.
 */
export function addLostCredentials(
  pages: Set<number>,
  space: AddressSpace,
  bases: Float64Array,
  pointer: number | undefined,
): void {
  if (pointer === undefined) return;
  const structs = new Set(structsOf(space, bases, pointer, pages));
  // What reaches over the end of a page may have lost one half.
  const whole = [...structs].filter((base) => base >= 0 && pageOf(base) === pageOf(base + CRED_SPAN - 1));
  const creds = new Columns(space, Float64Array.from(whole), CRED_SPAN);
  const pointers = pointersOf(creds);
  const shares = sharing(creds, pointers);
  const count = shares.reduce((sum, one) => sum + one, 0);
  if (creds.rows < COMPANY || count < creds.rows * SHARING) return;
  admitStrangers(creds, pointers, shares);
  const balance = new Map<number, number>();
  creds.bases.forEach((base, row) => {
    const page = pageOf(base);
    balance.set(page, (balance.get(page) ?? 0) + (shares[row] === 1 ? 1 : -1));
  });
  for (const [page, more] of balance) if (more < 0) pages.add(page);
}

/**
 * For each offset where the words of the structs lead, NaN for what is no pointer. Where the kernel's image lies is not
 * known without init_task: a word of the upper half of the addresses stands for itself, negative.
 */
const pointersOf = (creds: Columns): readonly Float64Array[] =>
  [...creds.offsets()].map((offset) => {
    const { lo, hi } = creds.words(offset);
    return creds.places(offset).map((place, row) => {
      const [high, low] = [hi[row] ?? 0, lo[row] ?? 0];
      if (low % 4 !== 0) return NaN;
      if (!Number.isNaN(place)) return high !== 0 || low >= SMALLEST_POINTER ? place : NaN;
      const top = creds.space.wordSize === 8 ? high : low;
      return top >= UPPER_HALF ? -(high * TWO32 + low) : NaN;
    });
  });

/** Which of the structs lead, by some pointer, to where most others lead, or one on another page. */
function sharing({ bases, rows }: Columns, pointers: readonly Float64Array[]): Uint8Array {
  const shares = new Uint8Array(rows);
  for (const places of pointers) {
    const leading = new Map<number, { count: number; page: number; pages: number }>();
    places.forEach((place, row) => {
      if (Number.isNaN(place)) return;
      const page = pageOf(bases[row] ?? NaN);
      const seen = leading.get(place);
      if (seen === undefined) leading.set(place, { count: 1, page, pages: 1 });
      else {
        seen.count++;
        if (seen.page !== page) seen.pages = 2;
      }
    });
    places.forEach((place, row) => {
      const others = leading.get(place);
      if (others !== undefined && (others.pages > 1 || others.count > rows / 2)) shares[row] = 1;
    });
  }
  return shares;
}

/**
 * Those of a container whose users, namespace and groups are nobody else's, and which lie on one page, share nothing
 * with any other. They have all the pointers that the others never lack, and lead off their page by them.
 */
function admitStrangers(
  { bases, rows }: Columns,
  pointers: readonly Float64Array[],
  shares: Uint8Array,
): void {
  const sharers = Array.from({ length: rows }, (_, row) => row).filter((row) => shares[row] === 1);
  const needed = pointers.filter(
    (places) => sharers.filter((row) => !Number.isNaN(places[row])).length >= sharers.length * NEVER_LACKED,
  );
  if (needed.length < ENOUGH_POINTERS) return;
  bases.forEach((base, row) => {
    const leadsOff = needed.every((places) => {
      const place = places[row] ?? NaN;
      return !Number.isNaN(place) && pageOf(place) !== pageOf(base);
    });
    if (leadsOff) shares[row] = 1;
  });
}
