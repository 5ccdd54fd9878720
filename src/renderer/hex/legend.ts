import type { ContentClass } from '../../shared/api.ts';
import type { FieldFamily } from '../../shared/fields.ts';

/** What bytes of a task are coloured by: the family of the field they belong to, or what unknown words look like. */
export type LegendKey = FieldFamily | ContentClass;

/** Unknown words that are told apart in the bytes; zeros and holes look like what they are without. */
export const SHOWN_CONTENTS = [
  'task',
  'image',
  'direct-map',
  'text',
  'integer',
] as const satisfies readonly ContentClass[];

export const isColoured = (content: ContentClass): boolean =>
  SHOWN_CONTENTS.some((shown) => shown === content);

/** Keys whose colour is switched off. */
export type Muted = ReadonlySet<LegendKey>;

export const NOTHING_MUTED: Muted = new Set();

/** The set with one key switched over; `alone`: with all others off, or back on where they were off already. */
export function toggleKey(muted: Muted, key: LegendKey, alone: boolean, all: readonly LegendKey[]): Muted {
  if (!alone) {
    const next = new Set(muted);
    if (!next.delete(key)) next.add(key);
    return next;
  }
  const others = all.filter((one) => one !== key);
  const isAlone = !muted.has(key) && others.every((one) => muted.has(one));
  return isAlone ? NOTHING_MUTED : new Set(others);
}
