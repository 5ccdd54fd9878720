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
  /** Whether idle kernel workers sleep as TASK_IDLE (0x402). */
  readonly idleState: boolean;
  /** Until 2.6.34 threads are members of their parent's ring of children too. */
  readonly threadsAreSiblings: boolean;
  /** How struct pids are found by number: pid_hash until 4.14, then an idr: a radix tree, an xarray since 4.20. */
  readonly pidTable: 'hash' | 'radix' | 'xarray';
  /** In 2.6.32 the idle task's thread_group holds zeros. */
  readonly zeroIdleThreadGroup: boolean;
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

/** The model's structs as the compiler of a machine with this word size lays them out. */
export function layOutAll(model: KernelModel, wordSize: WordSize): StructLayouts {
  const lay = (name: StructName): StructLayout => layOut(name, model.structs[name], wordSize);
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
