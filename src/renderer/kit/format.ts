import { groupsDigits, locale, t } from './i18n.ts';
import { visibleText } from './visible-text.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

const formats = new Map<string, Intl.NumberFormat>();

/** The number format of the page’s language with so many digits behind the point. */
function digits(fraction: number): Intl.NumberFormat {
  const key = `${locale()} ${String(groupsDigits())} ${String(fraction)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale(), {
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
      ...(groupsDigits() ? {} : { useGrouping: false }),
    });
    formats.set(key, format);
  }
  return format;
}

/** `4.0 GiB`, `512 MiB`, `17 B`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${digits(unit > 0 && value < 10 ? 1 : 0).format(value)} ${UNITS[unit] ?? 'B'}`;
}

/** A floating-point number to nine digits, with a power of ten where it is very small or large: `0.5`, `1.234567e+20`. */
export function floatText(value: number): string {
  const size = Math.abs(value);
  const isFar = Number.isFinite(value) && value !== 0 && (size < 1e-6 || size >= 1e15);
  const point = digits(1)
    .formatToParts(0.5)
    .find(({ type }) => type === 'decimal');
  return (isFar ? value.toExponential(6) : String(Number(value.toPrecision(9)))).replace(
    '.',
    point?.value ?? '.',
  );
}

/** `1.2 GiB/s`. */
export const rateText = (bytesPerSecond: number): string =>
  t('common.rate', { amount: bytesText(bytesPerSecond) });

/** `850 ms`, `1.24 s`, `3 min 5 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${String(Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${digits(2).format(milliseconds / 1000)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}

/** `12 s left`: how long so many bytes take at a rate; undefined where that cannot be told, or is about over. */
export function leftText(bytes: number, bytesPerSecond: number): string | undefined {
  const seconds = Math.ceil(bytes / bytesPerSecond);
  if (!Number.isFinite(seconds) || seconds < 1) return undefined;
  const duration =
    seconds < 60
      ? `${String(seconds)} s`
      : `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
  return t('common.left', { duration });
}

/** `10,125`. */
export const countText = (count: number): string => digits(0).format(count);

/** `one, two and three`, as the language joins them. */
export const listText = (parts: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(parts);

/** `42%`, as the language writes it; of whole percents. */
export const percentText = (percent: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent' }).format(percent / 100);

/** `23/11/2026, 14:05`. */
export const dateText = (date: Date | number): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'short' }).format(date);

/** `1,234 of 1,240`: how many of those tested hold. */
export const heldText = ({ satisfied, tested }: { satisfied: number; tested: number }): string =>
  t('evidence.held', { satisfied, tested });

/** A task by its name and pid: `bash (4711)`. */
export const taskText = (name: string | undefined, pid: number | undefined): string =>
  t('common.task', { name: name === undefined ? '?' : nameText(name), pid: numberText(pid) });

const escapeBlanks = (blanks: string): string =>
  Array.from(blanks, (one) => `\\x${(one.codePointAt(0) ?? 0).toString(16)}`).join('');

/** A task’s name, or that it has none. Blanks at its ends, which nobody would see, are spelled out: `sshd\x20`. */
export const nameText = (name: string | undefined): string =>
  name === undefined || name === '' ? t('common.noName') : name.replace(/^\s+|\s+$/g, escapeBlanks);

/** Names that are longer are cut in their middle. */
const MOST_NAME = 200;

/** The last part of a path, of either kind of slash, safe to show. */
export const fileName = (path: string): string =>
  visibleText(path.split(/[\\/]/).findLast((part) => part !== '') ?? path, MOST_NAME);

/** All of a path before its last part, safe to show. */
export const folderOf = (path: string): string => visibleText(path.replace(/[\\/]+[^\\/]*$/, '') || '/');

/** A number that may be unreadable. */
export const numberText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '?' : String(value);

const NANOSECONDS = 1_000_000_000n;

/** Time since boot, `12.34 s`; hours and days once they help: `3 d 04:12:09`. */
export function sinceBootText(nanoseconds: bigint): string {
  const seconds = Number(nanoseconds / NANOSECONDS);
  if (seconds < 3600) return `${digits(2).format(Number(nanoseconds / 10_000_000n) / 100)} s`;
  const days = Math.floor(seconds / 86_400);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return days > 0 ? t('common.days', { days, clock }) : clock;
}
