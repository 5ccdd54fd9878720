import type { FieldName } from '../../../shared/fields.ts';
import type { Evidence, FieldShape } from '../../../shared/shape.ts';
import { COMM_LENGTH, UNKNOWN_TIME, type TaskTable } from '../../../shared/task-table.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { isName } from '../kernel/comm.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import { judge } from '../shape/choice.ts';
import { isState } from '../shape/state.ts';
import { at, readNumbers, readTargets } from './read-columns.ts';

/** A relation that a field of every task should hold, and whether it does in one row; undefined: not concerned. */
interface Test {
  readonly relation: Sentence;
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
  return { relation: say('pinned.relation', { relation }), ...verdict };
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
        relation: say('pinned.pid'),
        holds: (row) => table.pid[row] === 0 || seen.get(table.pid[row] ?? NaN) === 1,
      };
    }
    case 'tgid':
      return {
        relation: say('pinned.tgid'),
        holds: (row) => table.tgid[row] === table.pid[table.leader[row] ?? -1],
      };
    case 'real_parent':
      return {
        relation: say('pinned.parent'),
        holds: (row) => (row === 0 ? undefined : known(table.ppid[row])),
      };
    case 'comm':
      return {
        relation: say('pinned.comm'),
        holds: (row) => isName(table.comm.subarray(row * COMM_LENGTH, (row + 1) * COMM_LENGTH)),
      };
    case 'state':
      return { relation: say('pinned.state'), holds: (row) => isState(table.state[row] ?? NaN) };
    case 'exit_state':
      return {
        relation: say('pinned.exit_state'),
        holds: (row) => [0, 16, 32].includes(table.exitState[row] ?? NaN),
      };
    case 'flags': {
      const kernels = kernelRows(table);
      return {
        relation: say('pinned.flags'),
        holds: (row) => kernelThread(row) === kernels.has(row),
      };
    }
    case 'start_time':
    case 'start_boottime':
      return {
        relation: say('pinned.start'),
        holds: (row) => {
          const parent = table.startTime[table.parent[row] ?? -1];
          const own = table.startTime[row] ?? UNKNOWN_TIME;
          return parent === undefined || own === UNKNOWN_TIME ? undefined : own >= parent;
        },
      };
    default:
      if (isUserId(field.name))
        return {
          relation: say('pinned.ids'),
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
      relation: say('pinned.pointer'),
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
      relation: say('pinned.list'),
      holds: (row) => back[row] === places[row],
    };
  }
  const numbers = inTask ? readNumbers(space, places) : table.pid;
  return {
    relation: inTask ? say('pinned.readable') : say('pinned.untested'),
    holds: (row) => (inTask ? (numbers[row] ?? NaN) <= 0xffff_ffff : undefined),
  };
}
