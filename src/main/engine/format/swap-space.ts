import { at } from './signature.ts';

/** Sizes of the first page of swap space, at whose end its mark stands. */
export const SWAP_PAGES = [4096, 16_384, 65_536] as const;

const HIBERNATED = 'S1SUSPEND';
/** Where the mark begins, from the end of the page. */
const MARK = 10;

/** The page size of swap space that a machine hibernated into; undefined for every other file. */
export const hibernatedPageSize = (head: Uint8Array): number | undefined =>
  SWAP_PAGES.find((page) => at(page - MARK, HIBERNATED)(head, head.length));

/** Whether a machine hibernated into the swap space that begins at `offset`. `readAt` reads 16 bytes. */
export async function isHibernated(
  offset: number,
  readAt: (offset: number) => Promise<Uint8Array>,
): Promise<boolean> {
  for (const page of SWAP_PAGES) {
    const mark = await readAt(offset + page - MARK);
    if (at(0, HIBERNATED)(mark, mark.length)) return true;
  }
  return false;
}
