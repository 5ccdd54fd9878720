/** PF_ bits whose meaning has not moved since 2.6.32 (include/linux/sched.h). */
const NAMES: readonly (readonly [number, string])[] = [
  [0x0000_0004, 'PF_EXITING'],
  [0x0000_0040, 'PF_FORKNOEXEC'],
  [0x0000_0100, 'PF_SUPERPRIV'],
  [0x0000_0400, 'PF_SIGNALED'],
  [0x0000_0800, 'PF_MEMALLOC'],
  [0x0000_8000, 'PF_NOFREEZE'],
  [0x0020_0000, 'PF_KTHREAD'],
  [0x0040_0000, 'PF_RANDOMIZE'],
  [0x0400_0000, 'PF_NO_SETAFFINITY'],
];

/** The bits of task flags that have a lasting name, in words. */
export const flagNames = (flags: number): string =>
  NAMES.filter(([bit]) => (flags & bit) !== 0)
    .map(([, name]) => name)
    .join(' ');
