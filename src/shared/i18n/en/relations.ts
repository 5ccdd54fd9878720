/** The relations that tell where a field lies, and what is tested of a field that the user placed. */
export const RELATIONS = {
  'relation.tasks':
    'It closes over all tasks, each link proven by its way back; every member has a name, a leader and a parent.',
  'relation.comm': 'Where init_task has its name, every task has 16 bytes that begin a text and end it.',
  'relation.real_parent':
    'It names another task, and following it ends in init_task, which names itself. Of the words that do, the one whose tasks its ring of children names; the first of equals.',
  'relation.parent':
    'It names another task, and following it ends in init_task, which names itself. The second such word; differs from real_parent for traced tasks only.',
  'relation.children': 'The list is empty exactly for tasks that nobody names as parent.',
  'relation.sibling': 'The ring of children of its parent runs through it.',
  'relation.group_leader':
    'It names the task itself for leaders and the leader for every other thread of the group.',
  'relation.group_leaderAlone':
    'It names the task itself; no process has a second thread that could tell more.',
  'relation.thread_node':
    'The ring through it holds the tasks of one leader and exactly one head outside any task.',
  'relation.thread_group': 'The ring through it holds the tasks of one leader and nothing else.',
  'relation.signal': 'The head of the thread ring lies at one and the same distance behind it.',
  'relation.signal.thread_head': 'The ring through thread_node begins and ends here.',
  'relation.pid': 'Zero for init_task, different for every task, and equal to tgid for leaders.',
  'relation.tgid': 'The pid of the group’s leader, for every task.',
  'relation.tgidAlone':
    'Equal to pid for every leader; no process has a second thread that could tell them apart.',
  'relation.idsInTask':
    'Eight numbers in a row in the task itself read u, u, u, u, g, g, g, g (users, then groups), all zero for kernel threads.',
  'relation.ids':
    'Eight numbers in a row read u, g, u, g, u, g, u, g (user and group in turn), all zero for kernel threads.',
  'relation.idsScattered':
    'One of four numbers that agree in almost every task and are zero for kernel threads; a struct shared by the tasks of one user holds the same number.',
  'relation.real_cred':
    'It leads to a struct in which kernel threads hold all capabilities and zero ids. The first of such pointers.',
  'relation.cred':
    'It leads to a struct in which kernel threads hold all capabilities and zero ids. The second; differs from real_cred while a task acts for another.',
  'relation.flags':
    'Its bit 0x00200000 (PF_KTHREAD) is set exactly for init_task and the descendants of kthreadd.',
  'relation.flagsUnmarked':
    'Its bit 0x40 (PF_FORKNOEXEC) is set for the tasks without memory of their own, which never executed a program; this kernel marks its threads in no other way.',
  'relation.mm':
    'Zero for kernel threads; for user tasks a pointer that one thread group shares and no other has; active_mm repeats it.',
  'relation.active_mm': 'It equals mm wherever mm is not zero.',
  'relation.nsproxy':
    'It leads to a struct that points at the names the kernel gives itself (struct new_utsname).',
  'relation.thread_pid': 'It points at a struct of the task’s own that holds the task’s pid.',
  'relation.pid.numbers': 'It equals the task’s pid.',
  'relation.pid.level':
    'Zero in the outermost namespace; elsewhere as many further numbers follow, each with a namespace of its own.',
  'relation.exit_state':
    'Zero for the living; an exit code (16 or 32) for user tasks that have given back their memory.',
  'relation.state':
    'Zero for init_task; a scheduler state for every task, asleep for most, dead for zombies.',
  'relation.start_time':
    'No task is older than its parent, and the list of tasks is in order of age. The first of two clocks that keep their distance.',
  'relation.start_boottime':
    'No task is older than its parent, and the list of tasks is in order of age. The last of the clocks that keep their distance: it counts suspended time too.',
  'pinned.relation': 'Put here by you. {relation}',
  'pinned.pid': 'It is a number that no other task has.',
  'pinned.tgid': 'It is the pid of the group’s leader.',
  'pinned.parent': 'It names another task of the table.',
  'pinned.comm': 'It begins a text and ends it.',
  'pinned.state': 'It is a scheduler state.',
  'pinned.exit_state': 'It is zero, or an exit code (16 or 32).',
  'pinned.flags':
    'Its bit 0x00200000 (PF_KTHREAD) is set exactly for init_task and what descends from kthreadd.',
  'pinned.start': 'No task is older than its parent.',
  'pinned.ids': 'It is zero for every kernel thread.',
  'pinned.pointer': 'It is null, or leads into memory.',
  'pinned.list': 'What its next names, names it back.',
  'pinned.readable': 'It can be read.',
  'pinned.untested': 'No relation of this member is tested for pins.',
} as const;
