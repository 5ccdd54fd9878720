import type { TaskTable } from '../../shared/task-table.ts';
import { numberText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { stateLetter } from '../tree/state-words.ts';

export const COLOURINGS = ['uid', 'state', 'size'] as const;
export type Colouring = (typeof COLOURINGS)[number];

const HUES: Readonly<Record<string, number>> = {
  R: 145,
  S: 215,
  D: 30,
  T: 55,
  t: 55,
  Z: 0,
  X: 0,
  I: 265,
  P: 265,
};

/** Turned by this angle again and again, hues stay as far apart as they can, however many there are. */
const GOLDEN_ANGLE = 137.508;

const ranks = new WeakMap<TaskTable, ReadonlyMap<number, number>>();

/** Which user has how many-th most tasks: the colours that are seen most are told apart best. */
function ranksOf(table: TaskTable): ReadonlyMap<number, number> {
  const known = ranks.get(table);
  if (known !== undefined) return known;
  const counts = new Map<number, number>();
  for (const uid of table.uid) counts.set(uid, (counts.get(uid) ?? 0) + 1);
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || a - b);
  const ranked = new Map(sorted.map(([uid], rank) => [uid, rank]));
  ranks.set(table, ranked);
  return ranked;
}

/** The hue of a box, 0 … 359; undefined for grey. */
export function hueOf(colouring: Colouring, table: TaskTable, row: number, size: number): number | undefined {
  switch (colouring) {
    case 'uid': {
      const uid = table.uid[row] ?? NaN;
      return Number.isNaN(uid)
        ? undefined
        : Math.round((215 + (ranksOf(table).get(uid) ?? 0) * GOLDEN_ANGLE) % 360);
    }
    case 'state':
      return HUES[stateLetter(table.stateLetter[row])];
    case 'size':
      return Math.round(215 - Math.min(1, Math.log2(size) / 12) * 190 + 360) % 360;
  }
}

/** What the colour says, in words: colour is never the only sign. */
export function colourText(colouring: Colouring, table: TaskTable, row: number, size: number): string {
  switch (colouring) {
    case 'uid':
      return t('map.uidIs', { uid: numberText(table.uid[row]) });
    case 'state':
      return t('map.stateIs', { letter: stateLetter(table.stateLetter[row]) });
    case 'size':
      return t('map.tasks', { count: size });
  }
}
