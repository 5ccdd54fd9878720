/** What was tried as init_task, how far it came, and why it was not taken; what else was considered for a field. */
export const EVIDENCE = {
  'init.title': 'Candidates for init_task',
  'init.summary':
    '{names, plural, one {# place bears} other {# places bear}} the idle task’s name; {judged, plural, one {# structure} other {# structures}} around {names, plural, one {it} other {them}} {judged, plural, one {was} other {were}} tried.',
  'init.candidate': 'Candidate',
  'init.passed': 'Tests passed',
  'init.passedOf': '{passed} of {tests}',
  'init.notTested': 'not tested',
  'init.list': 'Best list',
  'init.members': '{members, plural, one {# member} other {# members}}',
  'init.held': 'Held by',
  'init.why': 'Why it was not taken',
  'init.shown': 'Taken: its tasks are shown.',
  'init.other': 'It heads another list of tasks, which may be another kernel’s.',
  'init.more': '{count, plural, one {Show # more} other {Show # more}}',
  'init.fewer': 'Show fewer',
  'init.noStructure': 'a name alone',
  'init.notInDump': 'not in the dump',
  'init.about':
    '{bits}-bit {order}-endian, {lists, plural, one {# empty list} other {# empty lists}}, named {references}×',
  'init.aboutFound': '{bits}-bit {order}-endian, found by its tasks',
  'init.links':
    'Of {possible, plural, one {# pair} other {# pairs}} of words that may be a list, {held, number} lead to memory in the dump.',
  'init.show': 'Show {address} in the hex view',
  'init.tests':
    'The tests, one after the other: empty lists around the name agree on where the memory is mapped; the structure names itself; a list leads from it to a neighbour that points back; there are four members at least; they have names; they name themselves as leaders; they name one another as parents.',
  'init.rest': 'Other places that bear the name',
  'init.restOne': '{names, plural, one {# place} other {# places}}: {reason}',
  'init.fate.not-judged': 'Not tried: the kernel had been found, and the time for decoys was over.',
  'init.fate.in-task': 'The name of a task that was found.',
  'init.fate.no-lists':
    'No empty lists around the name agree on where the memory is mapped: it is text, or its page is lost.',
  'init.fate.not-itself': 'Nothing around the name names itself as its own parent and leader.',
  'init.fate.no-way-back': 'None of its lists leads to a neighbour that points back.',
  'init.fate.breaks-off':
    'Its best list does not close: after a few members nobody points back, or memory is missing.',
  'init.fate.short': 'Its best list closes over too few members for a kernel.',
  'init.fate.nameless': 'The members of its list have no name where it has its own.',
  'init.fate.leaderless': 'The members of its list do not name themselves as their leader.',
  'init.fate.parentless': 'The members of its list do not name one another as parents.',
  'init.fate.same-tasks': 'Its list holds the tasks of a kernel that was found by another structure.',
  'init.fate.list': 'It heads a list of tasks.',
  'leaders.title': 'Objects taken for leaders of thread groups',
  'leaders.about':
    'The list of init_task is lost or broken. So objects that name themselves were looked for all over the dump, and those that a list connects were tried, the best connected first.',
  'leaders.objects': 'Objects',
  'leaders.place': 'Words',
  'leaders.placeIs': 'self +{self}, list +{list}',
  'leaders.delta': 'Virtual − physical',
  'leaders.example': 'First of them',
  'leaders.fate.unlinked': 'No list connects objects that name themselves.',
  'leaders.fate.parentless': 'No two words lead from them to one another, as parents do.',
  'leaders.fate.numberless': 'They have no pair of numbers that is equal in each and differs between them.',
  'leaders.fate.nameless': 'They have no text at one place.',
  'leaders.fate.threads':
    'Some are threads of others: a list of all threads, taken only where there is no other.',
  'leaders.fate.list': 'They have a list, parents, a pair of numbers and names: these are tasks.',
  'missing.closest': 'What came closest',
  'missing.unsought': 'Not searched for',
  'missing.unsoughtAbout':
    'No relation is known that tells these from other words. You can put each where you know it to be.',
  'evidence.unlisted': 'and {count, number} more that are not listed',
} as const;
