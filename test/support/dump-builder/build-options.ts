/**
 * What kernel build options add to task_struct and take away from it: the guards of include/linux/sched.h of 2.6.18 to
 * 4.19, and what the PREEMPT_RT patches and Android's schedulers add there.
 */

/** Members that an option brings, behind a member that every build of such a kernel has. */
export interface Addition {
  readonly after: string;
  /** In the notation of `parseMembers`. */
  readonly members: string;
}

export interface BuildOption {
  /** How likely a build differs in this from the distributions'. */
  readonly odds: number;
  /** Members, or beginnings of their names with a dot at the end, that a build without the option lacks. */
  readonly lacks?: readonly string[];
  readonly adds?: readonly Addition[];
  /** Kernels that know it, by the name of a member that they have, or lack. */
  readonly since?: string;
  readonly until?: string;
}

const lockdepMap = (name: string): string =>
  `${name}.magic:u32 ${name}.owner_cpu:u32 ${name}.owner:ptr ${name}.dep_map:image*3 ${name}.cpu:u32 ${name}.ip:image`;

const mutexDebug = (name: string): string => `${name}.name:image ${name}.magic:ptr ${lockdepMap(name)}`;

const IRQ_TRACE = `irq_events:u32 hardirq_enable_ip:image hardirq_disable_ip:image hardirq_enable_event:u32
  hardirq_disable_event:u32 hardirqs_enabled:u32 hardirq_context:u32 softirq_disable_ip:image softirq_enable_ip:image
  softirq_disable_event:u32 softirq_enable_event:u32 softirqs_enabled:u32 softirq_context:u32`;

const HELD_LOCKS = `curr_chain_key:u64 lockdep_depth:u32 lockdep_recursion:u32 held_locks:bytes*2304
  lockdep_reclaim_gfp:u32`;

export const BUILD_OPTIONS: Readonly<Record<string, BuildOption>> = {
  SCHEDSTATS: {
    odds: 0.3,
    lacks: [
      ...[
        'wait_start',
        'wait_max',
        'wait_count',
        'wait_sum',
        'iowait',
        'sleep_start',
        'sleep_max',
        'sum_sleep',
      ],
      ...['block_start', 'block_max', 'exec_max', 'slice_max', 'migrations', 'nr_wakeups'],
    ].map((name) => `se.${name}`),
  },
  FAIR_GROUP_SCHED: { odds: 0.2, lacks: ['se.depth', 'se.parent', 'se.cfs_rq', 'se.my_q'] },
  CGROUP_SCHED: { odds: 0.2, lacks: ['sched_task_group'] },
  RT_GROUP_SCHED: {
    odds: 0.3,
    adds: [{ after: 'rt.back', members: 'rt.parent:ptr rt.rt_rq:image rt.my_q:ptr' }],
  },
  PREEMPT_NOTIFIERS: { odds: 0.3, lacks: ['preempt_notifiers'] },
  BLK_DEV_IO_TRACE: { odds: 0.3, lacks: ['btrace_seq'] },
  PREEMPT_RCU: {
    odds: 0.3,
    adds: [
      {
        after: 'cpus_allowed',
        members: 'rcu_nesting:u32 rcu_unlock_special:u32 rcu_node_entry:list rcu_blocked_node:ptr',
      },
    ],
    since: 'stack',
  },
  TASKS_RCU: {
    odds: 0.3,
    adds: [
      {
        after: 'cpus_allowed',
        members:
          'rcu_tasks_nvcsw:long rcu_tasks_holdout:u8 rcu_tasks_idle_cpu:u32 rcu_tasks_holdout_list:list',
      },
    ],
    since: 'thread_node',
  },
  SCHED_INFO: { odds: 0.1, lacks: ['sched_info.'] },
  SPLIT_RSS_COUNTING: { odds: 0.2, lacks: ['rss_stat'] },
  COMPAT_BRK: { odds: 0.3, lacks: ['brk_randomized'] },
  STACKPROTECTOR: { odds: 0.5, lacks: ['stack_canary'] },
  SCALED_CPUTIME: { odds: 0.4, lacks: ['utimescaled', 'stimescaled'] },
  VIRT_CPU_ACCOUNTING: {
    odds: 0.2,
    lacks: ['prev_utime', 'prev_stime', 'prev_cputime', 'prev_cputime.lock'],
  },
  VIRT_CPU_ACCOUNTING_GEN: {
    odds: 0.4,
    adds: [
      {
        after: 'gtime',
        members: 'vtime.seqlock:u32*2 vtime.starttime:u64 vtime.state:u32 vtime.times:u64*3',
      },
    ],
    since: 'cred',
  },
  NO_HZ_FULL: {
    odds: 0.3,
    adds: [{ after: 'prev_cputime', members: 'tick_dep_mask:u32' }],
    since: 'thread_node',
  },
  KEYS: {
    odds: 0.3,
    lacks: ['request_key_auth', 'thread_keyring', 'jit_keyring', 'replacement_session_keyring'],
  },
  SYSVIPC: { odds: 0.2, lacks: ['sysvsem', 'sysvshm'] },
  DETECT_HUNG_TASK: { odds: 0.4, lacks: ['last_switch_count', 'last_switch_time', 'last_switch_timestamp'] },
  SECURITY: { odds: 0.2, lacks: ['security'] },
  AUDITSYSCALL: { odds: 0.3, lacks: ['loginuid', 'sessionid'] },
  SECCOMP: { odds: 0.3, lacks: ['seccomp', 'seccomp.'] },
  GENERIC_HARDIRQS: { odds: 0.3, lacks: ['irqaction'] },
  RT_MUTEXES: { odds: 0.2, lacks: ['pi_waiters', 'pi_waiters_leftmost', 'pi_blocked_on', 'pi_top_task'] },
  DEBUG_MUTEXES: {
    odds: 0.3,
    adds: [
      { after: 'journal_info', members: 'blocked_on:ptr' },
      { after: 'cred_guard_mutex.owner', members: mutexDebug('cred_guard_mutex') },
      { after: 'perf_event_mutex.owner', members: mutexDebug('perf_event_mutex') },
    ],
  },
  DEBUG_SPINLOCK: {
    odds: 0.3,
    adds: [
      { after: 'alloc_lock', members: lockdepMap('alloc_lock') },
      { after: 'pi_lock', members: lockdepMap('pi_lock') },
    ],
  },
  TRACE_IRQFLAGS: { odds: 0.25, adds: [{ after: 'journal_info', members: IRQ_TRACE }] },
  LOCKDEP: { odds: 0.2, adds: [{ after: 'journal_info', members: HELD_LOCKS }] },
  TASK_XACCT: {
    odds: 0.3,
    lacks: [
      ...['rchar', 'wchar', 'syscr', 'syscw'],
      ...['acct_rss_mem1', 'acct_vm_mem1', 'acct_timexpd', 'acct_stimexpd'],
    ],
  },
  TASK_IO_ACCOUNTING: { odds: 0.3, lacks: ['ioac'] },
  CPUSETS: {
    odds: 0.3,
    lacks: ['cpuset', 'mems_allowed', 'mems_allowed_seq', 'cpuset_mems_generation', 'cpuset_rotor'],
  },
  CGROUPS: { odds: 0.3, lacks: ['cgroups', 'cg_list'] },
  COMPAT: { odds: 0.4, lacks: ['compat_robust_list'] },
  PERF_EVENTS: { odds: 0.3, lacks: ['perf_event_ctxp', 'perf_event_mutex.', 'perf_event_list'] },
  NUMA: { odds: 0.4, lacks: ['mempolicy', 'il_next', 'pref_node_fork'] },
  NUMA_BALANCING: {
    odds: 0.5,
    lacks: [
      ...[
        'numa_scan_seq',
        'numa_scan_period',
        'numa_scan_period_max',
        'numa_migrate_seq',
        'numa_preferred_nid',
      ],
      ...[
        'numa_migrate_retry',
        'node_stamp',
        'last_task_numa_placement',
        'last_sum_exec_runtime',
        'numa_work',
      ],
      ...['numa_entry', 'numa_group', 'numa_faults', 'total_numa_faults', 'numa_faults_buffer'],
      ...['numa_faults_locality', 'numa_pages_migrated'],
    ],
  },
  TIMER_STATS: {
    odds: 0.4,
    lacks: ['dl.timer', 'dl.inactive'].flatMap((timer) =>
      ['pid', 'site', 'comm'].map((what) => `${timer}.start_${what}`),
    ),
  },
  TASK_DELAY_ACCT: { odds: 0.3, lacks: ['delays'] },
  FAULT_INJECTION: { odds: 0.2, adds: [{ after: 'splice_pipe', members: 'make_it_fail:u32' }] },
  LATENCYTOP: {
    odds: 0.2,
    adds: [{ after: 'splice_pipe', members: 'latency_record_count:u32 latency_record:bytes*3840' }],
    since: 'stack',
  },
  FUNCTION_GRAPH_TRACER: {
    odds: 0.3,
    lacks: ['curr_ret_stack', 'ret_stack', 'ftrace_timestamp', 'trace_overrun'],
  },
  TRACING: { odds: 0.3, lacks: ['trace', 'trace_recursion', 'tracing_graph_pause'] },
  MEMCG: {
    odds: 0.3,
    lacks: [
      ...['memcg_oom', 'memcg_oom.', 'memcg_batch', 'memcg_kmem_skip_account', 'memcg_in_oom'],
      ...['memcg_nr_pages_over_high', 'active_memcg'],
    ],
  },
  VMAP_STACK: { odds: 0.3, lacks: ['stack_vm_area'] },
  LIVEPATCH: { odds: 0.4, lacks: ['patch_state'] },
  RSEQ: { odds: 0.3, lacks: ['rseq', 'rseq_len', 'rseq_sig', 'rseq_event_mask'] },
  UPROBES: { odds: 0.3, lacks: ['utask'] },
  BCACHE: { odds: 0.3, lacks: ['sequential_io'] },
  KASAN: { odds: 0.2, adds: [{ after: 'utask', members: 'kasan_depth:u32' }] },
  DEBUG_ATOMIC_SLEEP: { odds: 0.2, adds: [{ after: 'utask', members: 'task_state_change:image' }] },
  INTEL_RDT: {
    odds: 0.3,
    adds: [{ after: 'cg_list', members: 'closid:u32 rmid:u32' }],
    since: 'thread_info.flags',
  },
  // Sleeping spinlocks keep the state that a task had before it waited for one.
  PREEMPT_RT: {
    odds: 0.2,
    adds: [
      { after: 'state', members: 'saved_state:long' },
      { after: 'policy', members: 'migrate_disable:u32 migrate_disable_update:u32' },
      { after: 'cpu_timers', members: 'posix_timer_list:ptr' },
      { after: 'sighand', members: 'sigqueue_cache:ptr' },
      {
        after: 'alloc_lock',
        members: 'alloc_lock.waiters:ptr*2 alloc_lock.owner:ptr alloc_lock.save_state:u32',
      },
      {
        after: 'splice_pipe',
        members: 'xmit_recursion:u32 kmap_idx:u32 kmap_pte:long*16 pagefault_disabled:u32',
      },
    ],
    since: 'cred',
  },
  // Android: window-based load tracking, and who may be killed when memory runs short.
  SCHED_WALT: {
    odds: 0.2,
    adds: [
      {
        after: 'rt.back',
        members: `ravg.mark_start:u64 ravg.sum:u32 ravg.demand:u32 ravg.history:u32*5 ravg.window:u32*4 ravg.active:u16
          init_load_pct:u32 last_sleep_ts:u64 grp:ptr grp_list:list cpu_cycles:u64`,
      },
      { after: 'comm', members: 'adj_node:long*3 adj_chain_status:u32' },
    ],
    since: 'wake_entry',
  },
  THREAD_INFO_IN_TASK: { odds: 0.3, lacks: ['thread_info.', 'cpu'], since: 'thread_info.flags' },
};

/** What a build for one processor lacks; spinlocks take no room in it. */
export const SMP_ONLY: readonly string[] = [
  ...[
    'wake_entry',
    'on_cpu',
    'cpu',
    'last_wakee',
    'wakee_flips',
    'wakee_flip_decay_ts',
    'wake_cpu',
    'load_weight',
  ],
  ...['pushable_tasks.', 'pushable_dl_tasks', 'se.avg.', 'rt.start', 'alloc_lock', 'pi_lock'],
];
