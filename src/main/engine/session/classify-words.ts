import type { ContentRun, ContentClass } from '../../../shared/api.ts';
import type { TaskShape } from '../../../shared/shape.ts';
import { physAddr } from '../../../shared/units.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import { joinHalves, splitWords } from '../kernel/word-view.ts';
import type { TargetResolver } from './resolve-target.ts';

/** Where the kernel starts at address zero, small numbers would be addresses; nothing of a task lies so low. */
const LOWEST_POINTER = 0x1_0000n;
/** Fewer characters in a row than this are numbers that happen to be printable. */
const MIN_TEXT = 4;

/**
 * What the words of a task_struct that no field is known for look like, by their content alone. Neighbours of one
 * class are one run; offsets and lengths are bytes from the start of the struct.
 */
export function classifyWords(
  space: AddressSpace,
  shape: TaskShape,
  base: number,
  resolver: TargetResolver,
): readonly ContentRun[] {
  const { wordSize } = shape;
  const bytes = new Uint8Array(shape.extent - (shape.extent % wordSize));
  const held = space.memory.read(physAddr(base), bytes);
  const { lo, hi } = splitWords(bytes, space.format);
  const known = knownWords(shape);
  const runs: { offset: number; length: number; content: ContentClass }[] = [];
  for (let word = 0; word < lo.length; word++) {
    if (known.has(word)) continue;
    const offset = word * wordSize;
    const content =
      offset + wordSize > held
        ? 'missing'
        : classOf(
            bytes.subarray(offset, offset + wordSize),
            joinHalves(hi[word] ?? 0, lo[word] ?? 0),
            resolver,
          );
    const last = runs.at(-1);
    if (last?.content === content && last.offset + last.length === offset) last.length += wordSize;
    else runs.push({ offset, length: wordSize, content });
  }
  return runs;
}

/** Words of a task_struct that a known field occupies, whole or in part. */
function knownWords({ fields, wordSize }: TaskShape): ReadonlySet<number> {
  const known = new Set<number>();
  for (const { struct, offset, width } of fields) {
    if (struct !== 'task_struct') continue;
    for (let word = Math.floor(offset / wordSize); word * wordSize < offset + width; word++) known.add(word);
  }
  return known;
}

function classOf(bytes: Uint8Array, value: bigint, resolver: TargetResolver): ContentClass {
  if (value === 0n) return 'zero';
  if (value >= LOWEST_POINTER) {
    const region = resolver.regionOf(value);
    if (region !== undefined) return region;
  }
  return isText(bytes) ? 'text' : 'integer';
}

/** Printable from the first byte on; where the text ends, zeros follow. */
function isText(bytes: Uint8Array): boolean {
  let length = 0;
  while (length < bytes.length && isPrintable(bytes[length] ?? 0)) length++;
  return length >= MIN_TEXT && bytes.subarray(length).every((byte) => byte === 0);
}

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte <= 0x7e;
