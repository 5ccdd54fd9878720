import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';
import { BumpAllocator, SlabAllocator, type Hole } from './allocator.ts';
import { readDrawing, type DrawnTask } from './drawing.ts';
import { GuestMemory, type Machine } from './guest-memory.ts';
import { Guest, type GuestTask } from './guest.ts';
import { placeImageObjects } from './image-objects.ts';
import { layOutAll, type KernelModel } from './kernel-model.ts';
import { KERNEL_MODELS } from './kernel-models.ts';
import { linkPids } from './link-pids.ts';
import { linkTasks } from './link-tasks.ts';
import type { Workshop } from './make-process.ts';
import { makeTask } from './make-task.ts';
import { fillObject, fillWithNoise } from './noise.ts';
import { KernelObject } from './objects.ts';
import { Random } from './random.ts';

const MIB = 1024 * 1024;
/** Uptime at which the machine was suspended, if it was. */
const SUSPENDED_AT = 600_000_000n;
/** The image begins this far above the start of RAM and is this long. */
const IMAGE_START = 1 * MIB;
const IMAGE_SIZE = 1 * MIB;

export interface GuestOptions {
  /** Default: the shape of 6.1. */
  readonly model?: KernelModel;
  readonly wordSize?: WordSize;
  readonly byteOrder?: ByteOrder;
  readonly ramBase?: number;
  /** Default 8 MiB; about 30 KiB a process. */
  readonly ramSize?: number;
  /** Parts of it that hold nothing the kernel uses: a dump may leave them out. Default: none. */
  readonly holes?: readonly Hole[];
  /** What objects of the slabs are aligned to, in bytes: by default a cache line; SLAB and SLUB may need less. */
  readonly align?: number;
  /** What 64-bit numbers are aligned to: four bytes on i386, the default of 32-bit machines, eight on ARM. */
  readonly alignU64?: 4 | 8;
  /** VA − PA; by default as a KASLR kernel of that word size could have it. */
  readonly imageDelta?: bigint;
  readonly directMapDelta?: bigint;
  readonly seed?: number;
  readonly hostname?: string;
  readonly release?: string;
  /** As `uname -m` says. */
  readonly architecture?: string;
  /** Time the machine was suspended 0.6 seconds after its start, in nanoseconds. */
  readonly suspended?: bigint;
  /** The number given last before the dump was taken: larger ones are from before the numbers wrapped. */
  readonly lastPid?: number;
  /** Average time between two starts, in nanoseconds: a machine may have run for seconds or for years. */
  readonly betweenStarts?: number;
  /** Nanoseconds between ticks, where the kernel's clock is no finer; tasks of one tick then start at one time. */
  readonly tick?: bigint;
}

/** Numbers below are never given a second time (RESERVED_PIDS, kernel/pid.c). */
const RESERVED_PIDS = 300;
/** Average time between two starts, in nanoseconds. */
const BETWEEN_STARTS = 40_000_000;

const architectureOf = (wordSize: WordSize, byteOrder: ByteOrder): string => {
  if (wordSize === 8) return byteOrder === 'little' ? 'x86_64' : 's390x';
  return byteOrder === 'little' ? 'i686' : 'ppc';
};

/** The memory of a machine that runs the drawn processes, and the truth about it. */
export function buildGuest(drawing: string, options: GuestOptions = {}): Guest {
  const model = options.model ?? KERNEL_MODELS['6.1'];
  const wordSize = options.wordSize ?? 8;
  const byteOrder = options.byteOrder ?? 'little';
  const ramBase = options.ramBase ?? 0;
  const machine: Machine = {
    wordSize,
    byteOrder,
    ramBase,
    ramSize: options.ramSize ?? 8 * MIB,
    imageDelta:
      options.imageDelta ?? (wordSize === 8 ? 0xffff_ffff_9a00_0000n : 0xc000_0000n) - BigInt(ramBase),
    directMapDelta:
      options.directMapDelta ?? (wordSize === 8 ? 0xffff_8a7c_8000_0000n : 0xc000_0000n) - BigInt(ramBase),
  };
  const random = new Random(options.seed ?? 1);
  const memory = new GuestMemory(machine, ramBase + IMAGE_START + IMAGE_SIZE);
  fillWithNoise(memory, random);

  const structs = layOutAll(model, wordSize, options.alignU64);
  const constants = new Map<string, bigint>();
  const image = placeImageObjects(
    memory,
    new BumpAllocator(ramBase + IMAGE_START + random.below(IMAGE_SIZE / 2), memory.imageEnd),
    model,
    structs,
    {
      hostname: options.hostname ?? 'drawn',
      release: options.release ?? `${model.name}.0-drawn`,
      machine: options.architecture ?? architectureOf(wordSize, byteOrder),
    },
    random,
    constants,
  );
  const heap = new SlabAllocator(
    memory.imageEnd,
    ramBase + machine.ramSize,
    random,
    options.holes,
    options.align,
  );
  const shop: Workshop = {
    memory,
    structs,
    heap,
    image,
    random,
    constants,
    users: new Map(),
    namespaces: new Map(),
    objects: new Map(),
    groups: new Map(),
  };

  const drawn = readDrawing(drawing);
  const tasks = makeTasks(shop, model, drawn, options);
  linkTasks(tasks, model);
  const pidPlaces = linkPids(shop, model, [...tasks.values()]);
  return new Guest(memory, model, structs, [...tasks.values()], image.banner, heap, pidPlaces);
}

/** Makes all tasks as drawn, parents and leaders first; returns them by pid, the order they were started in. */
function makeTasks(
  shop: Workshop,
  model: KernelModel,
  drawn: readonly DrawnTask[],
  { suspended = 0n, lastPid = Infinity, tick = 1n, betweenStarts = BETWEEN_STARTS }: GuestOptions,
): Map<DrawnTask, GuestTask> {
  const { memory, structs, heap, image, random } = shop;
  const struct = structs.task_struct;
  const { objects } = shop;
  for (const task of drawn) {
    const object =
      task.pid === 0 ? image.task : new KernelObject(memory, struct, heap.take('task_struct', struct.size));
    objects.set(task, object);
  }
  const objectOf = (task: DrawnTask): KernelObject => objects.get(task) ?? image.task;
  const byPid = new Map(drawn.map((task) => [task.pid, task]));

  let clock = 500_000_000n;
  const starts = new Map<DrawnTask, bigint>();
  const turn = ({ pid }: DrawnTask): number => (pid > RESERVED_PIDS && pid <= lastPid ? pid + 2 ** 22 : pid);
  const byStart = [...drawn].sort(
    lastPid === Infinity ? (a, b) => a.pid - b.pid : (a, b) => turn(a) - turn(b),
  );
  for (const task of byStart) {
    starts.set(task, task.pid === 0 ? 0n : clock - (clock % tick));
    clock += BigInt(100_000 + random.below(betweenStarts));
  }
  const now = clock + BigInt(random.below(2 ** 31)) * 20n;
  const made = new Map<DrawnTask, GuestTask>();
  for (const task of drawn) {
    const tracer = task.tracer === undefined ? undefined : byPid.get(task.tracer);
    const parent = task.parent?.leader ?? task.leader;
    const forker = byPid.get(task.forker ?? -1) ?? parent;
    const monotonic = starts.get(task) ?? 0n;
    const boot = task.pid === 0 ? 0n : monotonic + 150n + (monotonic > SUSPENDED_AT ? suspended : 0n);
    const guestTask = makeTask(
      shop,
      model,
      task,
      {
        object: task.pid === 0 ? image.task : fillObject(objectOf(task), random, shop.constants),
        leader: objectOf(task.leader),
        realParent: objectOf(forker),
        parent: objectOf(tracer ?? forker),
        leaderTask: made.get(task.leader),
        parentTask: made.get(parent),
        memoryOf: made.get(byPid.get(task.memoryOf ?? -1) ?? task),
      },
      { monotonic, boot, now },
    );
    made.set(task, guestTask);
  }
  return new Map(
    byStart.flatMap((task) => {
      const done = made.get(task);
      return done === undefined ? [] : [[task, done] as const];
    }),
  );
}
