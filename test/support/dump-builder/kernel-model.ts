import type { WordSize } from '../../../src/shared/units.ts';
import { layOut, type Member, type StructLayout } from './struct-layout.ts';

/** The structs the builder fills. */
export type StructName =
  | 'task_struct'
  | 'cred'
  | 'user_struct'
  | 'pid'
  | 'upid'
  | 'signal_struct'
  | 'sighand_struct'
  | 'mm_struct'
  | 'nsproxy'
  | 'files_struct'
  | 'fs_struct'
  | 'pid_namespace'
  | 'uts_namespace';

/** What differs between kernels: the shape of the structs and a few habits. */
export interface KernelModel {
  readonly name: string;
  readonly structs: Readonly<Record<StructName, readonly Member[]>>;
  /** Name of the idle task of the first CPU: "swapper" until 3.2. */
  readonly idleName: 'swapper' | 'swapper/0';
  /** EXIT_ZOMBIE: 16 until 3.13, 32 since; EXIT_DEAD is the other one. */
  readonly zombie: 16 | 32;
  /** The state word of a task that has died. */
  readonly deadState: number;
  /** TASK_WAKEKILL, with which a task waits that is stopped, traced, or that may be killed; none until 2.6.24. */
  readonly killable: 0 | 0x80 | 0x100;
  /** TASK_NONINTERACTIVE, with which a task sleeps on a pipe: until 2.6.22. */
  readonly onPipe: 0 | 0x40;
  /** TASK_PARKED, since 3.9. */
  readonly parked: 0 | 0x200 | 0x40;
  /** Whether idle kernel workers sleep as TASK_IDLE (0x402). */
  readonly idleState: boolean;
  /** Until 2.6.34 threads are members of their parent's ring of children too. */
  readonly threadsAreSiblings: boolean;
  /** How struct pids are found by number: pid_hash until 4.14, then an idr: a radix tree, an xarray since 4.20. */
  readonly pidTable: 'hash' | 'radix' | 'xarray';
  /** In 2.6.32 the idle task's thread_group holds zeros. */
  readonly zeroIdleThreadGroup: boolean;
  /**
   * Whether the idle task has a struct pid (INIT_PID_LINK, include/linux/init_task.h, since 2.6.20), and hangs in its
   * list of tasks: until 3.7.
   */
  readonly idlePid: 'none' | 'linked' | 'unlinked';
  /** PF_KTHREAD marks kernel threads since 2.6.27; before, nothing but a missing address space does. */
  readonly marksKernelThreads: boolean;
  /** Whose ring of children a traced task hangs in: its tracer's until 2.6.26. */
  readonly ringOfTraced: 'parent' | 'real_parent';
  /** CAP_FULL_SET and what the first task's cap_effective is; all ones until 3.16. */
  readonly capabilities: { readonly full: bigint; readonly effective: bigint };
  /** Whether kernel stacks, thread_info at their foot, lie in the direct map: until 4.9 on x86-64. */
  readonly stacksAreMapped: boolean;
}

export type StructLayouts = Readonly<Record<StructName, StructLayout>>;

/** The model's structs as the compiler of such a machine lays them out; see `layOut`. */
export function layOutAll(model: KernelModel, wordSize: WordSize, ofU64?: number): StructLayouts {
  const lay = (name: StructName): StructLayout => layOut(name, model.structs[name], wordSize, ofU64);
  return {
    task_struct: lay('task_struct'),
    cred: lay('cred'),
    user_struct: lay('user_struct'),
    pid: lay('pid'),
    upid: lay('upid'),
    signal_struct: lay('signal_struct'),
    sighand_struct: lay('sighand_struct'),
    mm_struct: lay('mm_struct'),
    nsproxy: lay('nsproxy'),
    files_struct: lay('files_struct'),
    fs_struct: lay('fs_struct'),
    pid_namespace: lay('pid_namespace'),
    uts_namespace: lay('uts_namespace'),
  };
}
