/**
 * The smallest input found by leaving out records and bytes and setting bytes to zero for which `stillFails` holds.
 * Ends when nothing more can be left out, or when `isOver`.
 */
export async function minimise(
  input: Uint8Array,
  { head, size }: { readonly head: number; readonly size: number },
  stillFails: (input: Uint8Array) => Promise<boolean>,
  isOver: () => boolean,
): Promise<Uint8Array> {
  let best = input;
  const attempt = async (candidate: Uint8Array): Promise<boolean> => {
    if (isOver() || !(await stillFails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let step = Math.max(1, Math.floor((best.length - head) / size / 2)); ; step = Math.floor(step / 2)) {
    const length = Math.max(1, step) * size;
    for (let at = best.length - length; at >= head && !isOver(); at -= length) {
      await attempt(without(best, at, length));
    }
    if (step <= 1) break;
  }
  for (let length = best.length; length >= 1 && !isOver(); length = Math.floor(length / 4)) {
    for (let at = 0; at < best.length && !isOver(); at += length) {
      if (best.subarray(at, at + length).some((byte) => byte !== 0)) {
        const zeroed = best.slice();
        zeroed.fill(0, at, at + length);
        await attempt(zeroed);
      }
    }
  }
  return best;
}

const without = (bytes: Uint8Array, at: number, length: number): Uint8Array =>
  new Uint8Array(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]));
