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

/** The hue of a box, 0 … 359; undefined for grey. Neighbouring user ids lie far apart on the circle. */
export function hueOf(colouring: Colouring, table: TaskTable, row: number, size: number): number | undefined {
  switch (colouring) {
    case 'uid': {
      const uid = table.uid[row] ?? NaN;
      return Number.isNaN(uid) ? undefined : Math.round((215 + uid * 137.508) % 360);
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
