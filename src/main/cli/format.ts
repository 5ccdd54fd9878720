import { UNKNOWN_TIME } from '../../shared/task-table.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `4.0 GiB`, `512 MiB`, `17 B`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(unit > 0 && value < 10 ? 1 : 0)} ${UNITS[unit] ?? 'B'}`;
}

/** `10,125`. */
export const countText = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** A number that may be unreadable. */
export const numberText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '?' : String(value);

/** Since boot: `3.07s`, from an hour on `4:12:09`, from a day on `3d 04:12:09`. */
export function sinceBootText(nanoseconds: bigint | undefined): string {
  if (nanoseconds === undefined || nanoseconds === UNKNOWN_TIME) return '?';
  const seconds = Number(nanoseconds / 1_000_000_000n);
  if (seconds < 3600) return `${(Number(nanoseconds / 10_000_000n) / 100).toFixed(2)}s`;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const clock = `${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}d ${clock}` : clock;
}

/** The letter /proc shows, from its code in the table. */
export const stateText = (code: number | undefined): string =>
  code === undefined || code === 0 ? '?' : String.fromCharCode(code);
