/** PF_KTHREAD (include/linux/sched.h), unchanged since 2.6.27: marks a kernel thread. */
export const PF_KTHREAD = 0x0020_0000;
/** PF_FORKNOEXEC: started, but has executed no program yet, as no kernel thread ever does. */
export const PF_FORKNOEXEC = 0x0000_0040;
/** PF_EXITING: in do_exit or beyond, zombies included. */
export const PF_EXITING = 0x0000_0004;

/** PF_ bits whose meaning has not moved since 2.6.32 (include/linux/sched.h). */
const NAMES: readonly (readonly [number, string])[] = [
  [PF_EXITING, 'PF_EXITING'],
  [PF_FORKNOEXEC, 'PF_FORKNOEXEC'],
  [0x0000_0100, 'PF_SUPERPRIV'],
  [0x0000_0400, 'PF_SIGNALED'],
  [0x0000_0800, 'PF_MEMALLOC'],
  [0x0000_8000, 'PF_NOFREEZE'],
  [PF_KTHREAD, 'PF_KTHREAD'],
  [0x0040_0000, 'PF_RANDOMIZE'],
  [0x0400_0000, 'PF_NO_SETAFFINITY'],
];

/** The bits of task flags that have a lasting name. */
export const flagNames = (flags: number): string[] =>
  NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name);
