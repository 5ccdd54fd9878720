import type { SearchId } from './api.ts';
import type { Problem } from './errors.ts';
import type { ByteOrder } from './units.ts';

/** What to look for in all of the guest's memory. */
export type SearchQuery =
  /** Bytes at any alignment; where `mask` is zero, any byte will do. Both of one length, 1 … 256. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly mask: Uint8Array }
  /** An integer at addresses that are a multiple of its width. */
  | {
      readonly kind: 'integer';
      readonly value: bigint;
      readonly width: 1 | 2 | 4 | 8;
      readonly byteOrder: ByteOrder;
    }
  /** Machine words that lead to virtual addresses in [from, to). */
  | { readonly kind: 'pointers'; readonly from: bigint; readonly to: bigint };

/** Hits of one search are not collected beyond this. */
export const MAX_SEARCH_HITS = 10_000;

/** What a search announces while it runs. */
export interface SearchReport {
  readonly search: SearchId;
  /** Bytes done and to do. */
  readonly done: number;
  readonly total: number;
  /** Guest-physical addresses found since the last report. */
  readonly fresh: Float64Array;
  /** True in the last report of a search. */
  readonly finished: boolean;
  /** True when there are more hits than are collected. */
  readonly capped: boolean;
  /** Why it ended early, if it did. */
  readonly problem?: Problem;
}
