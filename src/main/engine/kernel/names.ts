import { physAddr } from '../../../shared/units.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { WINDOW_AFTER, WINDOW_BEFORE, type NameWindow } from './init-candidates.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** What the idle task of the boot CPU is called (`INIT_TASK_COMM`, include/linux/init_task.h): SMP kernels append `/0`. */
export const IDLE_NAME = ascii('swapper');
const IDLE_NAMES = ['swapper', 'swapper/0'].map((name) => {
  const comm = new Uint8Array(16);
  comm.set(ascii(name));
  return comm;
});

/**
 * True when the 16 bytes at `address` are exactly a comm of init_task, NUL-padded. Any byte alignment: a shuffled
 * layout puts a char array anywhere.
 */
export function isIdleName(memory: PhysicalMemory, address: number): boolean {
  const comm = new Uint8Array(16);
  if (memory.read(physAddr(address), comm) < comm.length) return false;
  return IDLE_NAMES.some((name) => name.every((byte, i) => byte === comm[i]));
}

/** The bytes around a name; what the dump does not hold is zero. */
export function nameWindow(memory: PhysicalMemory, name: number): NameWindow {
  const start = Math.max(0, Math.floor((name - WINDOW_BEFORE) / 16) * 16);
  const bytes = new Uint8Array(Math.ceil((name + WINDOW_AFTER - start) / 8) * 8);
  memory.read(physAddr(start), bytes);
  return { start, bytes, name };
}
