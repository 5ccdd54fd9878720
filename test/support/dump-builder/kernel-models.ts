import type { KernelModel, StructName } from './kernel-model.ts';
import { parseMembers, type Member } from './struct-layout.ts';
import * as source from './struct-sources.ts';
import { TASK_2_6_18, TASK_2_6_26, TASK_2_6_32, TASK_RHEL5, TASK_RHEL6 } from './task-structs-2.ts';
import { TASK_3_10, TASK_3_16, TASK_RHEL7, TASK_RHEL7_9 } from './task-structs-3.ts';
import { TASK_4_14, TASK_4_19, TASK_4_4, TASK_5_4, TASK_RHEL8 } from './task-structs-4.ts';
import { TASK_6_1, TASK_6_12 } from './task-structs.ts';

/** Names of the sources of one kernel's structs; uts_namespace, files_struct and fs_struct are the same in all. */
type Sources = Readonly<Record<Exclude<StructName, 'uts_namespace' | 'files_struct' | 'fs_struct'>, string>>;

const structs = (from: Sources): Record<StructName, Member[]> => ({
  task_struct: parseMembers(from.task_struct),
  cred: parseMembers(from.cred),
  user_struct: parseMembers(from.user_struct),
  pid: parseMembers(from.pid),
  upid: parseMembers(from.upid),
  signal_struct: parseMembers(from.signal_struct),
  sighand_struct: parseMembers(from.sighand_struct),
  mm_struct: parseMembers(from.mm_struct),
  nsproxy: parseMembers(from.nsproxy),
  pid_namespace: parseMembers(from.pid_namespace),
  files_struct: parseMembers(source.FILES),
  fs_struct: parseMembers(source.FS),
  uts_namespace: parseMembers(source.UTS),
});

const ALL_ONES = (1n << 64n) - 1n;
/** Until 2.6.33 CAP_INIT_EFF_SET lacks CAP_SETPCAP. */
const WITHOUT_SETPCAP = ALL_ONES - 0x100n;
const capabilitiesUpTo = (last: bigint) => ({ full: (2n << last) - 1n, effective: (2n << last) - 1n });

const ancient = {
  idleName: 'swapper',
  zombie: 16,
  deadState: 64,
  killable: 0x80,
  onPipe: 0,
  parked: 0,
  idleState: false,
  threadsAreSiblings: true,
  zeroIdleThreadGroup: true,
  idlePid: 'linked',
  pidTable: 'hash',
  marksKernelThreads: true,
  ringOfTraced: 'real_parent',
  capabilities: { full: ALL_ONES, effective: WITHOUT_SETPCAP },
  stacksAreMapped: true,
} as const;
/** Before 2.6.19 schedule() gives the dying EXIT_DEAD as their state. */
const beforeKthreadd = {
  ...ancient,
  deadState: 32,
  killable: 0,
  onPipe: 0x40,
  idlePid: 'none',
  marksKernelThreads: false,
  ringOfTraced: 'parent',
} as const;
const middle = {
  ...ancient,
  idleName: 'swapper/0',
  parked: 0x200,
  threadsAreSiblings: false,
  zeroIdleThreadGroup: false,
  idlePid: 'unlinked',
  capabilities: { full: ALL_ONES, effective: ALL_ONES },
} as const;
const modern = {
  ...middle,
  zombie: 32,
  deadState: 128,
  killable: 0x100,
  parked: 0x40,
  idleState: true,
  pidTable: 'xarray',
  capabilities: capabilitiesUpTo(40n),
  stacksAreMapped: false,
} as const;

const OF_2_6_18 = {
  cred: source.CRED_2_6_32,
  pid: source.PID_2_6_18,
  upid: source.UPID_OLD,
  signal_struct: source.SIGNAL_2_6_18,
  sighand_struct: source.SIGHAND_2_6_18,
  mm_struct: source.MM_2_6_18,
  user_struct: source.USER_2_6_18,
  pid_namespace: source.PID_NAMESPACE_HASH,
  nsproxy: source.NSPROXY_OLD,
};
const OF_2_6_32 = {
  ...OF_2_6_18,
  pid: source.PID_OLD,
  signal_struct: source.SIGNAL_2_6_32,
  sighand_struct: source.SIGHAND_OLD,
  mm_struct: source.MM_2_6_32,
  user_struct: source.USER_2_6_32,
};
const OF_3_10 = {
  ...OF_2_6_32,
  cred: source.CRED_3_10,
  signal_struct: source.SIGNAL_3_10,
  mm_struct: source.MM_3_10,
};
const OF_3_16 = { ...OF_3_10, signal_struct: source.SIGNAL_3_16, mm_struct: source.MM_3_16 };
const OF_4_4 = {
  ...OF_3_16,
  cred: source.CRED_4,
  mm_struct: source.MM_4_4,
  user_struct: source.USER_4,
};
const OF_4_14 = {
  ...OF_4_4,
  signal_struct: source.SIGNAL_4_14,
  mm_struct: source.MM_NEW,
  nsproxy: source.NSPROXY_NEW,
};
const OF_4_19 = {
  ...OF_4_14,
  pid: source.PID_4_19,
  upid: source.UPID_NEW,
  signal_struct: source.SIGNAL_4_19,
  pid_namespace: source.PID_NAMESPACE_IDR,
};
const OF_6_1 = {
  cred: source.CRED_NEW,
  pid: source.PID_NEW,
  upid: source.UPID_NEW,
  signal_struct: source.SIGNAL_NEW,
  sighand_struct: source.SIGHAND_NEW,
  mm_struct: source.MM_NEW,
  user_struct: source.USER_NEW,
  pid_namespace: source.PID_NAMESPACE_IDR,
  nsproxy: source.NSPROXY_OLD,
};

/** Shapes modelled on real kernels, oldest first. What they were compared with is said where they are written down. */
export const KERNEL_MODELS = {
  '2.6.18': {
    ...beforeKthreadd,
    name: '2.6.18',
    structs: structs({ ...OF_2_6_18, task_struct: TASK_2_6_18 }),
  },
  'RHEL 5': {
    ...beforeKthreadd,
    name: '2.6.18-el5',
    ringOfTraced: 'real_parent',
    structs: structs({ ...OF_2_6_18, task_struct: TASK_RHEL5 }),
  },
  '2.6.26': {
    ...ancient,
    name: '2.6.26',
    marksKernelThreads: false,
    ringOfTraced: 'parent',
    structs: structs({ ...OF_2_6_32, task_struct: TASK_2_6_26 }),
  },
  '2.6.32': { ...ancient, name: '2.6.32', structs: structs({ ...OF_2_6_32, task_struct: TASK_2_6_32 }) },
  'RHEL 6': { ...ancient, name: '2.6.32-el6', structs: structs({ ...OF_2_6_32, task_struct: TASK_RHEL6 }) },
  '3.10': { ...middle, name: '3.10', structs: structs({ ...OF_3_10, task_struct: TASK_3_10 }) },
  'RHEL 7': {
    ...middle,
    name: '3.10-el7',
    capabilities: capabilitiesUpTo(36n),
    structs: structs({ ...OF_3_10, task_struct: TASK_RHEL7, signal_struct: source.SIGNAL_RHEL7 }),
  },
  'RHEL 7.9': {
    ...middle,
    name: '3.10-el7.9',
    capabilities: capabilitiesUpTo(36n),
    structs: structs({ ...OF_3_10, task_struct: TASK_RHEL7_9, signal_struct: source.SIGNAL_RHEL7 }),
  },
  '3.16': {
    ...middle,
    name: '3.16',
    zombie: 32,
    structs: structs({ ...OF_3_16, task_struct: TASK_3_16 }),
  },
  '4.4': {
    ...middle,
    name: '4.4',
    zombie: 32,
    capabilities: capabilitiesUpTo(37n),
    structs: structs({ ...OF_4_4, task_struct: TASK_4_4 }),
  },
  '4.14': {
    ...modern,
    name: '4.14',
    pidTable: 'hash',
    capabilities: capabilitiesUpTo(37n),
    structs: structs({ ...OF_4_14, task_struct: TASK_4_14 }),
  },
  /** Ubuntu 18.04: numbers are found in a tree already, but the tasks are linked as before. */
  '4.15': {
    ...modern,
    name: '4.15',
    pidTable: 'radix',
    capabilities: capabilitiesUpTo(37n),
    structs: structs({
      ...OF_4_14,
      task_struct: TASK_4_14,
      upid: source.UPID_NEW,
      pid_namespace: source.PID_NAMESPACE_IDR,
    }),
  },
  'RHEL 8': {
    ...modern,
    name: '4.18-el8',
    pidTable: 'radix',
    capabilities: capabilitiesUpTo(39n),
    structs: structs({ ...OF_4_19, task_struct: TASK_RHEL8 }),
  },
  '4.19': {
    ...modern,
    name: '4.19',
    pidTable: 'radix',
    capabilities: capabilitiesUpTo(37n),
    structs: structs({ ...OF_4_19, task_struct: TASK_4_19 }),
  },
  '5.4': {
    ...modern,
    name: '5.4',
    capabilities: capabilitiesUpTo(37n),
    structs: structs({ ...OF_4_19, task_struct: TASK_5_4, pid: source.PID_5_4 }),
  },
  '6.1': { ...modern, name: '6.1', structs: structs({ ...OF_6_1, task_struct: TASK_6_1 }) },
  '6.12': {
    ...modern,
    name: '6.12',
    structs: structs({ ...OF_6_1, task_struct: TASK_6_12, pid: source.PID_6_12 }),
  },
} as const satisfies Record<string, KernelModel>;

export type KernelName = keyof typeof KERNEL_MODELS;
