import * as v from 'valibot';
import { LANGUAGES, type Language } from './i18n/languages.ts';

/** How the view looks and speaks, as each user wants it. Plain data: a host keeps it as JSON. */

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
export const MOTIONS = ['system', 'reduced'] as const;
/** Start times: since boot, or before the last task of the dump started. */
export const TIME_FORMATS = ['boot', 'dump'] as const;
/** Bytes a line of the hex view may hold. */
export const ROW_WIDTHS = [8, 16, 32] as const;
export const ZOOM_STEPS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
/** Text sizes of a pane, in percent. */
export const TEXT_SIZES = [80, 90, 100, 110, 125, 150, 175, 200] as const;

// The keys of a constant.
const LANGUAGE_NAMES = Object.keys(LANGUAGES) as Language[];

/** The name of a font family: it goes into a style, so it holds nothing that would end a string there. */
const font = v.pipe(v.string(), v.maxLength(60), v.regex(/^[\p{L}\p{N} _-]*$/u));

const ENTRIES = {
  theme: v.picklist(THEMES),
  language: v.picklist(['system', ...LANGUAGE_NAMES]),
  motion: v.picklist(MOTIONS),
  zoom: v.picklist(ZOOM_STEPS),
  /** Empty: the font of the system. */
  treeFont: font,
  treeSize: v.picklist(TEXT_SIZES),
  hexFont: font,
  hexSize: v.picklist(TEXT_SIZES),
  bytesPerRow: v.picklist(ROW_WIDTHS),
  /** Columns of the tree and their widths, `pid=4 uid=3.75`; `default` for those there are at first. */
  columns: v.pipe(v.string(), v.maxLength(1000)),
  /** `10,125` rather than `10125`. */
  groupDigits: v.boolean(),
  /** `ffff8880_10002800` rather than `ffff888010002800`, in the hex view. */
  groupAddresses: v.boolean(),
  timeFormat: v.picklist(TIME_FORMATS),
} as const;

export const isFontName = (name: string): boolean => v.is(font, name);

/** All of it, and nothing else. */
export const settingsSchema = v.strictObject(ENTRIES);

export type ViewSettings = v.InferOutput<typeof settingsSchema>;

export const DEFAULT_SETTINGS: ViewSettings = {
  theme: 'system',
  language: 'system',
  motion: 'system',
  zoom: 1,
  treeFont: '',
  treeSize: 100,
  hexFont: '',
  hexSize: 100,
  bytesPerRow: 16,
  columns: 'default',
  groupDigits: true,
  groupAddresses: false,
  timeFormat: 'boot',
};

/** What was stored, as far as it makes sense; the rest as at first. */
export function parseSettings(stored: unknown): ViewSettings {
  if (typeof stored !== 'object' || stored === null) return DEFAULT_SETTINGS;
  const sound = Object.entries(ENTRIES).flatMap(([key, schema]) => {
    const value = v.safeParse(schema, Object.hasOwn(stored, key) ? Reflect.get(stored, key) : undefined);
    return value.success ? [[key, value.output] as const] : [];
  });
  // Every entry has passed its own schema.
  return { ...DEFAULT_SETTINGS, ...(Object.fromEntries(sound) as Partial<ViewSettings>) };
}
