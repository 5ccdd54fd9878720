/** Tasks on which relations are learned; they are verified on all. */
export const SAMPLE = 128;

/** Rows of a population to learn on: the first third as they come (old tasks differ most), the rest evenly spread. */
export function sampleRows(size: number, count: number = SAMPLE): number[] {
  if (size <= count) return Array.from({ length: size }, (_, row) => row);
  const head = Math.floor(count / 3);
  const rest = count - head;
  const step = (size - head) / rest;
  return Array.from({ length: count }, (_, i) => (i < head ? i : head + Math.floor((i - head) * step)));
}
