import { physAddr } from '../../../shared/units.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { Pace } from './pace.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Texts that every running kernel of another system holds, and that Linux does not print. */
const SIGNS: readonly { readonly system: string; readonly text: string }[] = [
  { system: 'Windows', text: 'ntoskrnl.exe' },
  { system: 'Windows', text: 'ntkrnlmp.pdb' },
  { system: 'macOS', text: 'Darwin Kernel Version ' },
  { system: 'FreeBSD', text: 'FreeBSD is a registered trademark' },
  { system: 'NetBSD', text: 'The NetBSD Foundation, Inc.' },
  { system: 'OpenBSD', text: 'OpenBSD. All rights reserved.' },
  { system: 'Solaris', text: 'SunOS Release ' },
  { system: 'VMware ESXi', text: 'VMware ESXi ' },
];
/** Texts alone prove little; a few of them in one memory do. */
const MIN_SIGNS = 2;

/** Which other operating system the memory belongs to, if its texts say so. One pass over the dump. */
export async function otherSystem(memory: PhysicalMemory, pace: Pace): Promise<string | undefined> {
  const { hits } = await memory.scan({
    query: { kind: 'patterns', patterns: SIGNS.map(({ text }) => ascii(text)) },
    maxHits: 10_000,
    signal: pace.signal,
  });
  const votes = new Map<string, number>();
  for (const which of hits.which) {
    const system = SIGNS[which]?.system ?? '';
    votes.set(system, (votes.get(system) ?? 0) + 1);
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] >= MIN_SIGNS ? best[0] : undefined;
}

/** Places looked at for anything but zeros. */
const PLACES = 4096;

/** True when memory holds nothing in any of many places spread over it. */
export function isBlank(memory: PhysicalMemory): boolean {
  const bytes = new Uint8Array(4096);
  const step = Math.max(bytes.length, Math.floor(memory.end / PLACES));
  for (let at = 0; at < memory.end; at += step) {
    memory.read(physAddr(at), bytes);
    if (bytes.some((byte) => byte !== 0)) return false;
  }
  return true;
}
