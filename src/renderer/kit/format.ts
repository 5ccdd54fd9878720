import { visibleText } from './visible-text.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `4.0 GiB`, `512 MiB`, `17 B`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? 'B'}`;
}

/** `850 ms`, `1.24 s`, `3 min 5 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${String(Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(2)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}

const whole = new Intl.NumberFormat('en-GB');

/** `10,125`. */
export const countText = (count: number): string => whole.format(count);

/** `1 process`, `117 processes`. */
export const countOf = (count: number, one: string, many: string): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

/** The last part of a path, of either kind of slash, safe to show. */
export const fileName = (path: string): string =>
  visibleText(path.split(/[\\/]/).findLast((part) => part !== '') ?? path);

/** A number that may be unreadable. */
export const numberText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '?' : String(value);

const NANOSECONDS = 1_000_000_000n;

/** Time since boot, `12.34 s`; hours and days once they help: `3 d 04:12:09`. */
export function sinceBootText(nanoseconds: bigint): string {
  const seconds = Number(nanoseconds / NANOSECONDS);
  if (seconds < 3600) return `${(Number(nanoseconds / 10_000_000n) / 100).toFixed(2)} s`;
  const days = Math.floor(seconds / 86_400);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${String(days)} d ${clock}` : clock;
}
