import type { DrawnTask } from './drawing.ts';
import type { KernelModel } from './kernel-model.ts';
import type { Random } from './random.ts';

/** The PF_ flags and TASK_ states of include/linux/sched.h, as 2.6.18 to 6.12 use them. */

const PF_EXITING = 0x4;
const PF_WQ_WORKER = 0x20;
const PF_FORKNOEXEC = 0x40;
const PF_SUPERPRIV = 0x100;
const PF_MEMALLOC = 0x800;
const PF_USED_MATH = 0x2000;
const PF_NOFREEZE = 0x8000;
const PF_KSWAPD = 0x0004_0000;
const PF_KTHREAD = 0x0020_0000;
const PF_RANDOMIZE = 0x0040_0000;
const PF_SWAPWRITE = 0x0080_0000;
/** PF_THREAD_BOUND, later PF_NO_SETAFFINITY. */
const PF_BOUND = 0x0400_0000;

const SLEEPS = new Map([
  ['R', 0],
  ['S', 1],
  ['D', 2],
  ['T', 4],
  ['t', 8],
  ['I', 0x402],
]);

/** The letter /proc shows; what a kernel does not know yet sleeps. */
export function letterOf(drawn: DrawnTask, model: KernelModel): string {
  if (drawn.zombie) return 'Z';
  if (drawn.pid === 0) return 'R';
  const wanted = drawn.state ?? (drawn.kernelThread && drawn.comm.startsWith('kworker') ? 'I' : 'S');
  return (wanted === 'I' && !model.idleState) || (wanted === 'P' && model.parked === 0) ? 'S' : wanted;
}

/** Who is stopped or traced can be killed, and some who sleep without a signal can; some programs wait for a pipe. */
export function stateWordOf(letter: string, drawn: DrawnTask, model: KernelModel, random: Random): number {
  if (letter === 'Z') return model.deadState;
  if (letter === 'P') return model.parked;
  const canBeKilled = letter === 'T' || letter === 't' || (letter === 'D' && random.chance(0.4));
  if (letter === 'S' && !drawn.kernelThread && random.chance(0.2)) return 1 | model.onPipe;
  return (SLEEPS.get(letter) ?? 1) | (canBeKilled ? model.killable : 0);
}

export function flagsOf(drawn: DrawnTask, model: KernelModel, random: Random): number {
  if (drawn.pid === 0) return model.marksKernelThreads ? PF_KTHREAD | PF_FORKNOEXEC : 0;
  const { comm } = drawn;
  if (drawn.kernelThread)
    return (
      PF_FORKNOEXEC |
      (model.marksKernelThreads ? PF_KTHREAD : 0) |
      (random.chance(0.8) ? PF_NOFREEZE : 0) |
      (/\/\d/.test(comm) ? PF_BOUND : 0) |
      (comm.startsWith('kworker') ? PF_WQ_WORKER : 0) |
      (comm.startsWith('kswapd') ? PF_KSWAPD | PF_MEMALLOC | PF_SWAPWRITE : 0)
    );
  const hasExecuted = drawn.leader === drawn && drawn.parent?.comm !== comm;
  return (
    PF_RANDOMIZE |
    (hasExecuted ? 0 : PF_FORKNOEXEC) |
    (drawn.euid === 0 ? PF_SUPERPRIV : 0) |
    (random.chance(0.3) ? PF_USED_MATH : 0) |
    (drawn.zombie ? PF_EXITING : 0)
  );
}
