import type { Space } from '../../shared/api.ts';

/** A place in a dump that the user wants to find again, with a note of theirs. */
export interface Bookmark {
  readonly space: Space;
  readonly address: bigint;
  /** Bytes. */
  readonly length: number;
  readonly note: string;
}

const MOST = 500;
const LONGEST_NOTE = 500;
const SPACES: readonly string[] = ['virtual', 'physical', 'file'];

/** Under which the bookmarks of a dump are kept: the same path with another size is another dump. */
export const bookmarksKey = (path: string, sizeBytes: number): string =>
  `bookmarks ${String(sizeBytes)} ${path}`;

export const bookmarksText = (bookmarks: readonly Bookmark[]): string =>
  JSON.stringify(bookmarks.map((one) => ({ ...one, address: one.address.toString(16) })));

function readBookmark(value: unknown): Bookmark | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { space, address, length, note } = value as Record<string, unknown>;
  if (typeof space !== 'string' || !SPACES.includes(space)) return undefined;
  if (typeof address !== 'string' || !/^[0-9a-f]{1,16}$/.test(address)) return undefined;
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 1) return undefined;
  return {
    space: space as Space, // one of SPACES
    address: BigInt(`0x${address}`),
    length,
    note: typeof note === 'string' ? note.slice(0, LONGEST_NOTE) : '',
  };
}

/** What was stored, as far as it makes sense. */
export function parseBookmarks(stored: string | undefined): readonly Bookmark[] {
  if (stored === undefined) return [];
  try {
    const values: unknown = JSON.parse(stored);
    if (!Array.isArray(values)) return [];
    return values.slice(0, MOST).flatMap((value: unknown) => readBookmark(value) ?? []);
  } catch {
    return []; // not ours
  }
}

const same = (a: Bookmark, b: Pick<Bookmark, 'space' | 'address'>): boolean =>
  a.space === b.space && a.address === b.address;

/** Adds a bookmark, or replaces the one of the same place. Sorted by place. */
export const withBookmark = (bookmarks: readonly Bookmark[], added: Bookmark): readonly Bookmark[] =>
  [...bookmarks.filter((one) => !same(one, added)), { ...added, note: added.note.slice(0, LONGEST_NOTE) }]
    .sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0))
    .slice(0, MOST);

export const withoutBookmark = (
  bookmarks: readonly Bookmark[],
  removed: Pick<Bookmark, 'space' | 'address'>,
): readonly Bookmark[] => bookmarks.filter((one) => !same(one, removed));
