import { ASCII } from '../hex/line-runs.ts';

/** Bytes shown of what stands around a hit, and how many of them before it. */
export const CONTEXT_BYTES = 40;
export const CONTEXT_BEFORE = 8;

const text = (bytes: Uint8Array): string => Array.from(bytes, (byte) => ASCII[byte]).join('');

/** Bytes as text in three parts: before the hit, the hit as far as it fits, and after it. */
export const contextOf = (
  bytes: Uint8Array,
  at: number,
  length: number,
): readonly [string, string, string] => [
  text(bytes.subarray(0, at)),
  text(bytes.subarray(at, at + length)),
  text(bytes.subarray(at + length)),
];
