import { safeText } from '../../../shared/text.ts';
import { physAddr } from '../../../shared/units.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

/** `__NEW_UTS_LEN + 1` (include/uapi/linux/utsname.h). */
const FIELD = 65;
const MAX_BANNER = 512;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** How `linux_banner` and every `struct new_utsname` of a Linux kernel begin (init/version.c). */
export const BANNER_START = ascii('Linux version ');
export const UTS_START = ascii('Linux\0\0\0\0\0\0\0\0\0\0\0');

/** The names a kernel gives itself. */
export interface KernelNames {
  readonly banner?: string;
  readonly release?: string;
  readonly hostname?: string;
  /** As `uname -m`. */
  readonly machine?: string;
}

/**
 * Reads banner and utsname at the places where their first bytes were found. The copies nearest to init_task win:
 * both lie in the kernel image, while logs and page cache hold stray copies anywhere.
 */
export function kernelNames(
  memory: PhysicalMemory,
  initTask: number,
  bannerHits: readonly number[],
  utsHits: readonly number[],
): KernelNames {
  const nearest = (hits: readonly number[]) =>
    [...hits].sort((a, b) => Math.abs(a - initTask) - Math.abs(b - initTask));
  const uts = firstDefined(nearest(utsHits), (at) => readUts(memory, at));
  const banner = firstDefined(nearest(bannerHits), (at) => readBanner(memory, at, uts?.release));
  return { ...uts, ...(banner !== undefined && { banner }) };
}

function firstDefined<T>(places: readonly number[], read: (at: number) => T | undefined): T | undefined {
  for (const at of places) {
    const value = read(at);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A `struct new_utsname`: six NUL-padded texts of 65 bytes: sysname, nodename, release, version, machine, domain. */
function readUts(
  memory: PhysicalMemory,
  at: number,
): { release: string; hostname: string; machine: string } | undefined {
  const bytes = new Uint8Array(6 * FIELD);
  if (memory.read(physAddr(at), bytes) < bytes.length) return undefined;
  const texts: string[] = [];
  for (let i = 0; i < 6; i++) {
    const field = bytes.subarray(i * FIELD, (i + 1) * FIELD);
    const end = field.indexOf(0);
    if (end < 0) return undefined;
    texts.push(safeText(field));
  }
  const [sysname = '', hostname = '', release = '', version = '', machine = ''] = texts;
  if (sysname !== 'Linux' || !/^\d+\.\d+/.test(release) || !version.startsWith('#')) return undefined;
  if (!/^[a-z0-9_]{3,}$/i.test(machine)) return undefined;
  return { release, hostname, machine };
}

/** The line after `Linux version `; must go on with the release when that is known (a format string does not). */
function readBanner(memory: PhysicalMemory, at: number, release: string | undefined): string | undefined {
  const bytes = new Uint8Array(MAX_BANNER);
  const held = memory.read(physAddr(at), bytes);
  const line = bytes.subarray(0, held);
  const end = line.findIndex((byte) => byte === 0 || byte === 10);
  if (end < 0) return undefined;
  const text = safeText(line.subarray(0, end));
  const rest = text.slice(BANNER_START.length);
  if (!/^\d+\.\d+/.test(rest)) return undefined;
  return release === undefined || rest.startsWith(release) ? text : undefined;
}
