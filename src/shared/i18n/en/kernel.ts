/** How the kernel was found and proven; what speaks for each of several kernels and against. */
export const KERNEL = {
  'kernel.name': 'The idle task’s name stands at physical {address}.',
  'kernel.lists':
    '{lists, plural, one {# empty list} other {# empty lists}} around it agree on virtual minus physical = {delta} for the kernel image, as {bits}-bit {order}-endian words.',
  'kernel.references':
    'init_task’s address {address} is stored {references, plural, one {# time} other {# times}} around it (it is its own parent and group_leader).',
  'kernel.list':
    'The list at +{offset} closes over {tasks, plural, one {# task} other {# tasks}} under the direct map’s {delta}.',
  'kernel.leaders':
    'The list of tasks is broken, so the kernel was found by the leaders of its thread groups: objects that name themselves, that a list connects in both directions, and whose parents are one another.',
  'kernel.votes':
    'Empty lists all over the dump agree on virtual minus physical = {delta} for the direct map, as {bits}-bit {order}-endian words.',
  'kernel.connected':
    'The list at +{offset} connects {tasks, number} of them; {lost, plural, one {# other is named by two neighbours but lost} other {# others are named by two neighbours but lost}}.',
  'kernel.placed': 'init_task at {address} lies at physical {physical}.',
  'kernel.unplaced': 'init_task at {address} could not be placed.',
  'rank.list': 'Its list holds {tasks, plural, one {# task} other {# tasks}}.',
  'rank.listBroken': 'Its list holds {tasks, plural, one {# task} other {# tasks}} and is broken.',
  'rank.skipped': 'There are so many kernels that it was not looked into further.',
  'rank.kthreadd': 'kthreadd is among its tasks.',
  'rank.noKthreadd': 'kthreadd is not among its tasks.',
  'rank.pids': 'Its tasks have pids.',
  'rank.noPids': 'No word of its tasks is a pid.',
  'rank.children': 'Parents and children name one another.',
  'rank.noChildren': 'Its tasks have no rings of children.',
  'rank.cred': 'Its tasks have credentials.',
  'rank.noCred': 'Its tasks have no credentials.',
  'rank.pidTable': 'Its table of pids leads to its tasks.',
  'rank.noPidTable': 'No table of pids leads to its tasks.',
  'rank.users':
    '{users, number} of its tasks and threads {users, plural, one {runs} other {run}} user programs.',
  'rank.noUsers': 'None of its tasks runs a user program.',
  'rank.release': 'It calls itself Linux {release}.',
  'rank.noRelease': 'No text near it says which kernel it is.',
  'rank.ownMemory': 'It counts memory from the start of this dump.',
  'rank.displaced':
    'Its memory is displaced by {displacement} modulo 1 GiB: it is a guest’s, or that of a dump appended to another. Physical addresses here count from the start of the file.',
} as const;
