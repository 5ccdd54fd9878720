import type { KernelCandidate } from '../../../shared/dump-info.ts';
import { PF_KTHREAD } from '../../../shared/task-flags.ts';
import { hex } from '../../../shared/units.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { hasKthreadd } from '../kernel/has-kthreadd.ts';
import type { LocatedKernel, NamePlaces } from '../kernel/locate-kernel.ts';
import type { Pace } from '../kernel/pace.ts';
import { kernelNames, type KernelNames } from '../kernel/uts.ts';
import { learnShape, type LearnedShape } from '../shape/learn-shape.ts';
import { admitByPid } from '../tasks/admit-tasks.ts';

/** Kernels that are looked into; of more, which only decoys are, the rest is ordered by its number of tasks. */
const MOST_EXAMINED = 8;
/** Direct maps begin at such a multiple where physical memory begins at 0. */
const GIB = 2n ** 30n;
/** An image holds its names this near to its init_task. */
const IMAGE_REACH = 64 * 1024 * 1024;
/** So many times the tasks are clearly more. */
const CLEARLY_MORE = 2;

/** A kernel with what speaks for it. */
export interface RankedKernel {
  readonly kernel: LocatedKernel;
  readonly names: KernelNames;
  /** Relations that hold of all kernels there are, and of nothing that only looks like one. */
  readonly proofs: number;
  /** True where it counts memory from the start of this dump. */
  readonly ownsMemory: boolean;
  readonly evidence: readonly Sentence[];
}

/**
 * Orders kernels by what proves them, then a machine before its guests and before dumps that were appended, then by
 * the number of tasks. `learned`: what is known of the first of them already.
 */
export async function rankKernels(
  kernels: readonly LocatedKernel[],
  learned: LearnedShape,
  places: NamePlaces,
  pace: Pace,
): Promise<RankedKernel[]> {
  const ranked: RankedKernel[] = [];
  for (const [i, kernel] of kernels.entries()) {
    const shape = i === 0 ? learned : i < MOST_EXAMINED ? await look(kernel, pace) : undefined;
    ranked.push(examine(kernel, shape, places));
  }
  return ranked.sort(
    (a, b) =>
      b.proofs - a.proofs ||
      Number(b.ownsMemory) - Number(a.ownsMemory) ||
      b.kernel.accepted.tasks.length - a.kernel.accepted.tasks.length,
  );
}

/** True when what speaks for `other` leaves no doubt that it is the machine, and `shown` is not. */
export const isClearlyBetter = (other: RankedKernel, shown: RankedKernel): boolean =>
  other.proofs > shown.proofs ||
  (other.proofs === shown.proofs &&
    (other.ownsMemory || !shown.ownsMemory) &&
    other.kernel.accepted.tasks.length >= CLEARLY_MORE * shown.kernel.accepted.tasks.length);

/** As plain data. `current`: the kernel whose tasks are shown. */
export const asCandidates = (
  ranked: readonly RankedKernel[],
  current: LocatedKernel,
): readonly KernelCandidate[] =>
  ranked.map(({ kernel, names, evidence }, i) => ({
    id: i + 1,
    initTask: kernel.initTask,
    initTaskPhysical: kernel.initPhysical,
    wordSize: kernel.space.format.wordSize,
    byteOrder: kernel.space.format.byteOrder,
    ...(names.machine !== undefined && { architecture: names.machine }),
    ...(names.release !== undefined && { release: names.release }),
    ...(names.hostname !== undefined && { hostname: names.hostname }),
    ...(names.banner !== undefined && { banner: names.banner }),
    tasks: kernel.accepted.tasks.length,
    evidence,
    current: kernel === current,
  }));

async function look(kernel: LocatedKernel, pace: Pace): Promise<LearnedShape> {
  // No pass over the dump is made for a kernel that nobody asked for.
  const scan = { objects: () => Promise.resolve(new Float64Array()) };
  const quiet = (): undefined => undefined;
  const shape = await learnShape({ space: kernel.space, kernel, pace }, scan, quiet, quiet);
  return admitByPid(kernel, shape, quiet);
}

function examine(kernel: LocatedKernel, shape: LearnedShape | undefined, places: NamePlaces): RankedKernel {
  const { space, accepted, initPhysical } = kernel;
  const isNear = (place: number): boolean => Math.abs(place - initPhysical) < IMAGE_REACH;
  const banners = places.banners.filter(isNear);
  const uts = places.uts.filter(isNear);
  const names = kernelNames(space.memory, initPhysical, banners, uts);
  const users = shape === undefined ? 0 : userTasks(shape);
  const proofs: [boolean, Sentence, Sentence][] = [
    [hasKthreadd(kernel), say('rank.kthreadd'), say('rank.noKthreadd')],
    [shape?.ids !== undefined, say('rank.pids'), say('rank.noPids')],
    [shape?.family?.children !== undefined, say('rank.children'), say('rank.noChildren')],
    [shape?.cred !== undefined, say('rank.cred'), say('rank.noCred')],
    [shape?.pidTable !== undefined, say('rank.pidTable'), say('rank.noPidTable')],
    [users > 0, say('rank.users', { users }), say('rank.noUsers')],
    [
      names.release !== undefined,
      say('rank.release', { release: names.release ?? '' }),
      say('rank.noRelease'),
    ],
  ];
  const displacement = -space.directMap & (GIB - 1n);
  return {
    kernel,
    names,
    proofs: proofs.filter(([holds]) => holds).length,
    ownsMemory: displacement === 0n,
    evidence: [
      say(accepted.closed ? 'rank.list' : 'rank.listBroken', { tasks: accepted.tasks.length }),
      ...(shape === undefined ? [say('rank.skipped')] : proofs.map(([holds, yes, no]) => (holds ? yes : no))),
      displacement === 0n
        ? say('rank.ownMemory')
        : say('rank.displaced', { displacement: hex(displacement) }),
    ],
  };
}

function userTasks({ builder, tasks }: LearnedShape): number {
  const flags = builder.offset('flags');
  if (flags === undefined) return 0;
  return tasks.numbers(flags).reduce((count, value) => count + Number((value & PF_KTHREAD) === 0), -1);
}
