import type { BumpAllocator } from './allocator.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { KernelModel, StructLayouts, StructName } from './kernel-model.ts';
import { fillObject } from './noise.ts';
import { KernelObject } from './objects.ts';
import type { Random } from './random.ts';

/** The names a machine gives itself. */
export interface MachineNames {
  readonly hostname: string;
  readonly release: string;
  readonly machine: string;
}

/** What the kernel image holds ready-made: the idle task and all it points at. */
export interface ImageObjects {
  readonly task: KernelObject;
  readonly cred: KernelObject;
  readonly user: KernelObject;
  readonly signal: KernelObject;
  readonly sighand: KernelObject;
  readonly files: KernelObject;
  readonly fs: KernelObject;
  readonly nsproxy: KernelObject;
  readonly pid: KernelObject;
  readonly pidNamespace: KernelObject;
  readonly mm: KernelObject;
  /** Address of the idle task's stack. */
  readonly stack: bigint;
  /** Addresses of the scheduling classes: idle, fair, real-time. */
  readonly schedClasses: readonly bigint[];
  readonly banner: string;
}

const UTS_FIELD = 65;
/** The idle task's own stack follows its task_struct in the image. */
const STACK_SIZE = 16 * 1024;

/**
 * Places them in the image, in random order, and fills what does not depend on the drawing. Compilers align what is
 * ready-made there to words, and no more.
 */
export function placeImageObjects(
  memory: GuestMemory,
  image: BumpAllocator,
  model: KernelModel,
  structs: StructLayouts,
  names: MachineNames,
  random: Random,
  constants: Map<string, bigint>,
): ImageObjects {
  const place = (name: StructName, extra = 0): KernelObject => {
    image.take(random.below(2048), 4);
    const struct = structs[name];
    const object = new KernelObject(memory, struct, image.take(struct.size + extra, memory.machine.wordSize));
    return fillObject(object, random, constants);
  };
  const pid = place('pid', structs.upid.size);
  const task = place('task_struct');
  const stack = memory.virtualOf(image.take(STACK_SIZE, 16));
  const signal = place('signal_struct');
  const sighand = place('sighand_struct');
  const uts = place('uts_namespace');
  const objects = {
    task,
    signal,
    sighand,
    pid,
    cred: place('cred'),
    user: place('user_struct'),
    files: place('files_struct'),
    fs: place('fs_struct'),
    nsproxy: place('nsproxy'),
    pidNamespace: place('pid_namespace'),
    mm: place('mm_struct'),
  };
  objects.nsproxy.set('uts_ns', uts.address).set('pid_ns_for_children', objects.pidNamespace.address);
  objects.pidNamespace.set('level', 0).set('parent', 0);
  objects.user.set('uid', 0);
  const schedClasses = [0, 1, 2].map(() => memory.virtualOf(image.take(0xd0, 64)));

  const version = `#1 SMP PREEMPT_DYNAMIC ${model.name} (2026-01-02)`;
  ['Linux', names.hostname, names.release, version, names.machine, '(none)'].forEach((text, i) => {
    memory.writeText(uts.place('name') + i * UTS_FIELD, text, UTS_FIELD);
  });
  const banner = `Linux version ${names.release} (builder@host) (gcc 12.2.0, GNU ld 2.40) ${version}\n`;
  memory.writeText(image.take(banner.length + 1, 32), banner, banner.length + 1);
  placeStaticRings(memory, image, random);
  return { ...objects, stack, schedClasses, banner: banner.trimEnd() };
}

/** Closed rings of list heads in the image that are no tasks, some with text where a name could be. */
function placeStaticRings(memory: GuestMemory, image: BumpAllocator, random: Random): void {
  const { wordSize } = memory.machine;
  for (const length of [3, 9, 40]) {
    const nodes = Array.from({ length }, () => image.take(128, 16));
    nodes.forEach((node, i) => {
      const next = nodes[(i + 1) % length] ?? node;
      const previous = nodes[(i + length - 1) % length] ?? node;
      memory.writeWord(node, memory.virtualOf(next));
      memory.writeWord(node + wordSize, memory.virtualOf(previous));
      if (random.chance(0.5)) memory.writeText(node + 64, `driver${i}`, 16);
    });
  }
}
