import type { FieldValue, Place, ReadResult } from '../../shared/api.ts';
import { failure } from '../../shared/errors.ts';
import type { TaskTable } from '../../shared/task-table.ts';
import { hex } from '../../shared/units.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { english } from '../../shared/i18n/english.ts';
import type { AnalysedDump } from './analysed-dump.ts';
import type { CommandView } from './command-view.ts';
import { dumpJson } from './dump-json.ts';
import { hexRows } from './hex-rows.ts';
import { styleFor } from './style.ts';
import { taskJson } from './task-json.ts';
import { taskName } from './task-name.ts';
import { tableOf } from './task-rows.ts';
import { textTable } from './text-table.ts';

const bold = styleFor(process.stdout, 'bold');
const tint = styleFor(process.stdout, 'cyan');
const faint = styleFor(process.stdout, 'dim');

interface TaskBytes {
  readonly table: TaskTable;
  readonly row: number;
  readonly place: Place;
  readonly read: ReadResult;
  readonly fields: readonly FieldValue[];
}

/** `taskshape hex --task PID`: the bytes of one task_struct with every recovered field named. */
export function hexTaskView(pid: number): CommandView {
  return {
    text: (dump) => {
      const task = taskBytes(dump, pid);
      const { table, row, place, read, fields } = task;
      const inside = fields.filter((field) => field.struct === 'task_struct');
      const bytes = hexRows({
        ...read,
        marks: inside.map((field) => ({
          start: field.offset,
          length: field.width,
          text: `${tint(field.name)} = ${english(field.text)}`,
        })),
        label: (offset) => `+0x${offset.toString(16).padStart(4, '0')}`,
        emphasise: tint,
        faint,
      });
      return `${bold(`task_struct of ${taskName(table, row)} (${pid})`)} at ${places(place)}\n${bytes}${elsewhere(fields)}`;
    },
    json: (dump) => {
      const { table, row, place, read, fields } = taskBytes(dump, pid);
      return {
        dump: dumpJson(dump),
        task: taskJson(table, row),
        place: placeJson(place),
        bytes: Buffer.from(read.bytes).toString('hex'),
        holes: read.holes,
        fields: fields.map((field) => ({
          name: field.name,
          struct: field.struct,
          kind: field.kind,
          offset: field.offset,
          width: field.width,
          value: english(field.text),
          place: placeJson(field.place),
        })),
      };
    },
    csvHeader: ['field', 'struct', 'offset', 'width', 'value', 'virtual', 'physical', 'file'],
    csvRows: (dump) =>
      taskBytes(dump, pid).fields.map((field) => {
        const { virtual, physical, file } = placeJson(field.place);
        return [
          field.name,
          field.struct,
          field.offset,
          field.width,
          english(field.text),
          virtual,
          physical,
          file,
        ];
      }),
  };
}

function taskBytes(dump: AnalysedDump, pid: number): TaskBytes {
  const table = tableOf(dump);
  const { session, snapshot } = dump;
  const row = table.pid.indexOf(pid);
  if (row < 0) {
    throw failure('no-tasks', say('failure.noPid', { pid }), {
      file: snapshot.path,
      expected: say('expected.tasks', { tasks: table.count }),
      remedy: say('remedy.ps'),
    });
  }
  const physical = table.physical[row] ?? NaN;
  if (Number.isNaN(physical)) {
    throw failure('address-unmapped', say('failure.taskNotHeld', { pid }), {
      file: snapshot.path,
    });
  }
  const address = BigInt(physical);
  return {
    table,
    row,
    place: { ...session.locate('physical', address), virtual: table.address[row] ?? 0n },
    read: session.read('physical', address, snapshot.shape?.extent ?? 0),
    fields: session.describeTask(row).fields,
  };
}

const places = ({ virtual, physical, file }: Place): string =>
  [
    ...(virtual === undefined ? [] : [`virtual ${hex(virtual)}`]),
    ...(physical === undefined ? [] : [`physical ${hex(physical)}`]),
    ...(file === undefined ? [] : [`file offset ${hex(file)}`]),
  ].join(', ');

const placeJson = ({ virtual, physical, file }: Place) => ({
  virtual: virtual === undefined ? null : hex(virtual),
  physical: physical === undefined ? null : hex(physical),
  file: file === undefined ? null : hex(file),
});

/** The fields of the other structs that belong to the task. */
function elsewhere(fields: readonly FieldValue[]): string {
  const others = fields.filter((field) => field.struct !== 'task_struct');
  if (others.length === 0) return '';
  const rows = others.map((field) => [
    field.name,
    hex(field.offset),
    field.place.physical === undefined ? '?' : hex(field.place.physical),
    english(field.text),
  ]);
  const table = textTable(
    [
      { title: 'FIELD' },
      { title: 'OFFSET', right: true },
      { title: 'PHYSICAL', right: true },
      { title: 'VALUE' },
    ],
    rows,
  );
  return `\n${bold('In the structs it points at')}\n${table}`;
}
