import { at } from './signature.ts';

/** Sizes of the first page of swap space, at whose end its mark stands. */
export const SWAP_PAGES = [4096, 16_384, 65_536] as const;

/** The page size of swap space that a machine hibernated into; undefined for every other file. */
export const hibernatedPageSize = (head: Uint8Array): number | undefined =>
  SWAP_PAGES.find((page) => at(page - 10, 'S1SUSPEND')(head, head.length));
