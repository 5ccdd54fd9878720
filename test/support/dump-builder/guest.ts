import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';
import { elfCoreImage } from '../elf-image.ts';
import type { Hole, SlabAllocator } from './allocator.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { KernelModel, StructLayouts } from './kernel-model.ts';
import type { KernelObject } from './objects.ts';

/** What the search should find out about one task. */
export interface TrueTask {
  readonly comm: string;
  readonly pid: number;
  readonly tgid: number;
  /** tgid of the real parent; 0 for the children of the idle task. */
  readonly ppid: number;
  readonly uid: number;
  readonly gid: number;
  readonly euid: number;
  readonly egid: number;
  /** Letter as /proc shows it. */
  readonly state: string;
  readonly stateWord: number;
  readonly exitState: number;
  readonly kernelThread: boolean;
  /** Nanoseconds since boot, suspend included. */
  readonly startTime: bigint;
  /** Its numbers in all pid namespaces, the first one's included, outermost first. */
  readonly namespacePids: readonly number[];
  /** Virtual and physical address of the task_struct. */
  readonly address: bigint;
  readonly physical: number;
  /** Virtual addresses of the leader and of the real parent. */
  readonly leader: bigint;
  readonly parent: bigint;
  /** Tasks in its thread group. */
  readonly threads: number;
}

/** A task with the objects that make it up. */
export interface GuestTask {
  readonly truth: TrueTask;
  readonly object: KernelObject;
  readonly cred: KernelObject | undefined;
  readonly signal: KernelObject;
  readonly pid: KernelObject;
  readonly mm: KernelObject | undefined;
}

/** What an ELF core of the guest looks like; by default like the guest itself. */
export interface GuestElfOptions {
  readonly wordSize?: WordSize;
  readonly byteOrder?: ByteOrder;
  /** Number of PT_LOAD segments RAM is cut into. */
  readonly segments?: number;
  /** Put them in the file in reverse order of address. */
  readonly reversed?: boolean;
}

/** A drawn machine: its memory and the truth about it. */
export class Guest {
  readonly memory: GuestMemory;
  readonly model: KernelModel;
  readonly structs: StructLayouts;
  /** All tasks, the idle task first, then by pid. */
  readonly tasks: readonly GuestTask[];
  readonly banner: string;
  /** What is left of the heap. */
  readonly heap: SlabAllocator;
  /** Where each pid stands in the table of pids: physical address of its slot, or of its link in a chain. */
  readonly pidPlaces: ReadonlyMap<number, number>;

  constructor(
    memory: GuestMemory,
    model: KernelModel,
    structs: StructLayouts,
    tasks: readonly GuestTask[],
    banner: string,
    heap: SlabAllocator,
    pidPlaces: ReadonlyMap<number, number>,
  ) {
    this.heap = heap;
    this.pidPlaces = pidPlaces;
    this.memory = memory;
    this.model = model;
    this.structs = structs;
    this.tasks = tasks;
    this.banner = banner;
  }

  get truth(): readonly TrueTask[] {
    return this.tasks.map((task) => task.truth);
  }

  get idle(): GuestTask {
    return this.task(0);
  }

  task(pid: number): GuestTask {
    const found = this.tasks.find((task) => task.truth.pid === pid);
    if (found === undefined) throw new Error(`No task ${pid} was drawn.`);
    return found;
  }

  /** Bytes from the start of task_struct to one of its members. */
  offsetOf(member: string): number {
    return this.structs.task_struct.offsetOf(member);
  }

  /** The RAM as a raw dump: byte 0 is physical address `ramBase`. */
  raw(): Uint8Array {
    return this.memory.bytes.slice();
  }

  /** The RAM as a raw dump that leaves out some of it, without a trace: the ranges between lie one after the other. */
  rawWithout(holes: readonly Hole[]): Uint8Array {
    const { machine, bytes } = this.memory;
    const pieces: Uint8Array[] = [];
    let at = 0;
    for (const { start, length } of holes) {
      pieces.push(bytes.subarray(at, start - machine.ramBase));
      at = start - machine.ramBase + length;
    }
    return Buffer.concat([...pieces, bytes.subarray(at)]);
  }

  /** The RAM as an ELF core file. */
  elf(options: GuestElfOptions = {}): Uint8Array {
    const { machine, bytes } = this.memory;
    const count = options.segments ?? 1;
    const pages = bytes.length / 4096;
    const segments = Array.from({ length: count }, (_, i) => {
      const from = Math.floor((i * pages) / count) * 4096;
      const to = Math.floor(((i + 1) * pages) / count) * 4096;
      return { physical: BigInt(machine.ramBase + from), bytes: bytes.subarray(from, to) };
    });
    return elfCoreImage({
      wordSize: options.wordSize ?? machine.wordSize,
      byteOrder: options.byteOrder ?? machine.byteOrder,
      segments: options.reversed === true ? segments.reverse() : segments,
    });
  }
}
