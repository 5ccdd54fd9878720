import type { FieldName } from '../../../shared/fields.ts';
import type { Evidence, FieldShape } from '../../../shared/shape.ts';
import { COMM_LENGTH, UNKNOWN_TIME, type TaskTable } from '../../../shared/task-table.ts';
import { isName } from '../kernel/comm.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import { judge } from '../shape/choice.ts';
import { isState } from '../shape/state.ts';
import { at, readNumbers, readTargets } from './read-columns.ts';

/** A relation that a field of every task should hold, and whether it does in one row; undefined: not concerned. */
interface Test {
  readonly relation: string;
  readonly holds: (row: number) => boolean | undefined;
}

/** How a field fares where the user put it: what it should mean to the other fields, tested on every task. */
export function judgePin(
  space: AddressSpace,
  field: FieldShape,
  table: TaskTable,
): Omit<Evidence, 'runnersUp'> {
  const { relation, holds } = testOf(space, field, table);
  const verdict = judge(table.count, holds);
  return { relation: `Put here by you. ${relation}`, ...verdict };
}

function testOf(space: AddressSpace, field: FieldShape, table: TaskTable): Test {
  const known = (value: number | undefined): value is number => value !== undefined && !Number.isNaN(value);
  const kernelThread = (row: number): boolean | undefined =>
    table.kernelThread[row] === 255 ? undefined : table.kernelThread[row] === 1;
  switch (field.name) {
    case 'pid': {
      const seen = new Map<number, number>();
      for (const pid of table.pid) seen.set(pid, (seen.get(pid) ?? 0) + 1);
      return {
        relation: 'It is a number that no other task has.',
        holds: (row) => table.pid[row] === 0 || seen.get(table.pid[row] ?? NaN) === 1,
      };
    }
    case 'tgid':
      return {
        relation: 'It is the pid of the group’s leader.',
        holds: (row) => table.tgid[row] === table.pid[table.leader[row] ?? -1],
      };
    case 'real_parent':
      return {
        relation: 'It names another task of the table.',
        holds: (row) => (row === 0 ? undefined : known(table.ppid[row])),
      };
    case 'comm':
      return {
        relation: 'It begins a text and ends it.',
        holds: (row) => isName(table.comm.subarray(row * COMM_LENGTH, (row + 1) * COMM_LENGTH)),
      };
    case 'state':
      return { relation: 'It is a scheduler state.', holds: (row) => isState(table.state[row] ?? NaN) };
    case 'exit_state':
      return {
        relation: 'It is zero, or an exit code (16 or 32).',
        holds: (row) => [0, 16, 32].includes(table.exitState[row] ?? NaN),
      };
    case 'flags': {
      const kernels = kernelRows(table);
      return {
        relation:
          'Its bit 0x00200000 (PF_KTHREAD) is set exactly for init_task and what descends from kthreadd.',
        holds: (row) => kernelThread(row) === kernels.has(row),
      };
    }
    case 'start_time':
    case 'start_boottime':
      return {
        relation: 'No task is older than its parent.',
        holds: (row) => {
          const parent = table.startTime[table.parent[row] ?? -1];
          const own = table.startTime[row] ?? UNKNOWN_TIME;
          return parent === undefined || own === UNKNOWN_TIME ? undefined : own >= parent;
        },
      };
    default:
      if (isUserId(field.name))
        return {
          relation: 'It is zero for every kernel thread.',
          holds: (row) => (kernelThread(row) === true ? columnOf(table, field.name)?.[row] === 0 : undefined),
        };
      return byKind(space, field, table);
  }
}

/** init_task, and all below process 2. */
function kernelRows(table: TaskTable): ReadonlySet<number> {
  const rows = new Set([0]);
  const waiting = [table.pid.indexOf(2)];
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    if (row < 0 || rows.has(row)) continue;
    rows.add(row);
    for (let child = table.firstChild[row] ?? -1; child >= 0 && !rows.has(child);) {
      waiting.push(child);
      child = table.nextSibling[child] ?? -1;
    }
  }
  return rows;
}

const USER_IDS = ['uid', 'gid', 'euid', 'egid'] as const;
type UserId = (typeof USER_IDS)[number];
const bare = (name: FieldName): string => name.replace(/^cred\./, '');
const isUserId = (name: FieldName): boolean => USER_IDS.some((id) => id === bare(name));
const columnOf = (table: TaskTable, name: FieldName): Float64Array | undefined => {
  const id: UserId | undefined = USER_IDS.find((one) => one === bare(name));
  return id === undefined ? undefined : table[id];
};

/** What any field of this kind must do, whatever it means. Members of other structs are judged by being there. */
function byKind(space: AddressSpace, field: FieldShape, table: TaskTable): Test {
  const inTask = field.struct === 'task_struct';
  const places = at(table.physical, inTask ? field.offset : NaN);
  if (inTask && field.kind === 'pointer') {
    const { lo, hi } = space.gatherWords(places);
    const targets = readTargets(space, places);
    return {
      relation: 'It is null, or leads into memory.',
      holds: (row) => (lo[row] === 0 && hi[row] === 0) || !Number.isNaN(targets[row]),
    };
  }
  if (inTask && field.kind === 'list-head') {
    const next = readTargets(space, places);
    const back = readTargets(
      space,
      next.map((node) => node + space.wordSize),
    );
    return {
      relation: 'What its next names, names it back.',
      holds: (row) => back[row] === places[row],
    };
  }
  const numbers = inTask ? readNumbers(space, places) : table.pid;
  return {
    relation: inTask ? 'It can be read.' : 'No relation of this member is tested for pins.',
    holds: (row) => (inTask ? (numbers[row] ?? NaN) <= 0xffff_ffff : undefined),
  };
}
