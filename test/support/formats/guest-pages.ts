/** A page whose bytes tell which page it is, compressible, never zero. */
export function pageOf(number: number, size = 4096): Uint8Array {
  return Uint8Array.from(
    { length: size },
    (_, i) => (((i >> 5) + number * 7 + (i % 5 === 0 ? i : 1)) % 251) + 1,
  );
}

/** Some pages by page frame number. */
export const pagesOf = (numbers: readonly number[], size = 4096): Map<number, Uint8Array> =>
  new Map(numbers.map((number) => [number, pageOf(number, size)]));
