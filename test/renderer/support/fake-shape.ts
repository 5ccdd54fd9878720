import { FIELDS, type FieldName } from '../../../src/shared/fields.ts';
import type { FieldShape, TaskShape } from '../../../src/shared/shape.ts';

/** [field, offset, width]: a layout like that of a 6.1 kernel on x86-64. */
const LAYOUT: readonly (readonly [FieldName, number, number])[] = [
  ['state', 0x18, 8],
  ['stack', 0x20, 8],
  ['flags', 0x2c, 4],
  ['sched_class', 0x2c0, 8],
  ['tasks', 0x8d0, 16],
  ['mm', 0x920, 8],
  ['active_mm', 0x928, 8],
  ['exit_state', 0x960, 4],
  ['pid', 0x9a0, 4],
  ['tgid', 0x9a4, 4],
  ['real_parent', 0x9b0, 8],
  ['parent', 0x9b8, 8],
  ['children', 0x9c0, 16],
  ['sibling', 0x9d0, 16],
  ['group_leader', 0x9e0, 8],
  ['thread_pid', 0xa08, 8],
  ['thread_node', 0xa60, 16],
  ['start_time', 0xab8, 8],
  ['start_boottime', 0xac0, 8],
  ['real_cred', 0xb98, 8],
  ['cred', 0xba0, 8],
  ['comm', 0xbb0, 16],
  ['fs', 0xbd8, 8],
  ['files', 0xbe0, 8],
  ['nsproxy', 0xbf0, 8],
  ['signal', 0xbf8, 8],
  ['sighand', 0xc00, 8],
  ['cred.uid', 0x8, 4],
  ['cred.gid', 0xc, 4],
  ['cred.euid', 0x18, 4],
  ['cred.egid', 0x1c, 4],
  ['signal.thread_head', 0x10, 16],
];

const RELATIONS: Partial<Record<FieldName, string>> = {
  tasks: 'Following next from every task returns to it, and next.prev is the task itself.',
  real_parent: 'The pointer leads to a task whose children ring contains this one.',
  pid: 'It equals the number in the struct pid that thread_pid points at.',
  comm: 'The text is printable, NUL-terminated, and “swapper/0” in init_task.',
  children: 'The ring leads through the sibling members of tasks whose parent is this one.',
};

function fieldShape(name: FieldName, offset: number, width: number, count: number): FieldShape {
  const { struct, kind } = FIELDS[name];
  const partly = name === 'stack';
  return {
    name,
    struct,
    kind,
    offset,
    width,
    evidence: {
      relation: RELATIONS[name] ?? `The values at this place agree with what ${name} means in every task.`,
      satisfied: partly ? count - 3 : count,
      tested: count,
      exceptions: partly ? [7, 11, 13] : [],
      runnersUp:
        width === 16
          ? [
              {
                offset: offset + 0x40,
                satisfied: Math.floor(count * 0.61),
                tested: count,
                reason: 'Its ring leaves out init_task and never returns to where it began.',
              },
              {
                offset: offset + 0x10,
                satisfied: Math.floor(count * 0.2),
                tested: count,
                reason: 'Points into itself in most tasks: an empty list head.',
              },
            ]
          : [],
    },
  };
}

export const fakeShape = (count: number): TaskShape => ({
  wordSize: 8,
  byteOrder: 'little',
  extent: 0x2440,
  fields: LAYOUT.map(([name, offset, width]) => fieldShape(name, offset, width, count)),
  missing: [
    {
      name: 'thread_group',
      reason: 'no list holds the threads of a group alone (kernels from 6.7)',
      runnersUp: [
        { offset: 0xa8, satisfied: 0, tested: 1, reason: 'empty for a leader of several threads' },
        { offset: 0x180, satisfied: 0, tested: 1, reason: 'empty for a leader of several threads' },
      ],
    },
    {
      name: 'exit_state',
      reason: 'no task in the dump has died, so nothing tells it from other zeros',
      runnersUp: [],
    },
  ],
});
