import { FIELDS, type FieldName } from '../../../src/shared/fields.ts';
import type { FieldShape, TaskShape } from '../../../src/shared/shape.ts';
import { say, type Sentence } from '../../../src/shared/i18n/sentence.ts';

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

/** The relations as the engine would tell them, of a few fields. */
const RELATIONS: Partial<Record<FieldName, Sentence>> = {
  tasks: say('relation.tasks'),
  real_parent: say('relation.real_parent'),
  pid: say('relation.pid'),
  comm: say('relation.comm'),
  children: say('relation.children'),
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
      relation: RELATIONS[name] ?? say('pinned.readable'),
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
                reason: say('lost.children.others'),
              },
              {
                offset: offset + 0x10,
                satisfied: Math.floor(count * 0.2),
                tested: count,
                reason: say('lost.alone.empty'),
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
      reason: say('absent.thread_group'),
      runnersUp: [
        { offset: 0xa8, satisfied: 0, tested: 1, reason: say('lost.alone.leader') },
        { offset: 0x180, satisfied: 0, tested: 1, reason: say('lost.alone.leader') },
      ],
    },
    {
      name: 'exit_state',
      reason: say('absent.exit_state'),
      runnersUp: [],
    },
  ],
});
