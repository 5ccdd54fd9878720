import { givenAway } from '../../shared/cross-view.ts';
import { initSearchJson } from '../../shared/init-search.ts';
import { unsoughtFields, type FieldShape, type RunnerUp, type TaskShape } from '../../shared/shape.ts';
import { isHidden, type TaskTable } from '../../shared/task-table.ts';
import { hex } from '../../shared/units.ts';
import { english } from '../../shared/i18n/english.ts';
import type { AnalysedDump } from './analysed-dump.ts';
import type { CommandView } from './command-view.ts';
import { dumpJson } from './dump-json.ts';
import { countText } from './format.ts';
import { initSearchText } from './init-search-text.ts';
import { safeString } from './safe-string.ts';
import { styleFor } from './style.ts';
import { taskName } from './task-name.ts';

const title = styleFor(process.stdout, 'bold');

/** `taskshape evidence`: what was considered as init_task and for every field, how it fared, and why it lost. */
export const evidenceView: CommandView = {
  showsFailures: true,
  text: ({ snapshot: { info, initSearch, shape, table } }) =>
    [
      ...(info?.kernel === undefined ? [] : [section('Kernel', info.kernel.evidence.map(english))]),
      ...(initSearch === undefined
        ? []
        : [`${title('Candidates for init_task')}\n${initSearchText(initSearch, info?.kernel)}`]),
      ...(table === undefined ? [] : disagreementsText(table)),
      ...(shape === undefined || table === undefined ? [] : fieldsText(shape, table)),
    ].join('\n'),
  json: (dump) => {
    const { info, initSearch, shape, table } = dump.snapshot;
    return {
      dump: { ...dumpJson(dump), evidence: info?.kernel?.evidence ?? [] },
      initTask: initSearch === undefined ? null : initSearchJson(initSearch, info?.kernel),
      fields: (shape?.fields ?? []).map(({ name, struct, offset, width, evidence }) => ({
        name,
        struct,
        offset,
        width,
        relation: evidence.relation,
        satisfied: evidence.satisfied,
        tested: evidence.tested,
        exceptions: evidence.exceptions.map((row) => taskJson(table, row)),
        runnersUp: evidence.runnersUp,
      })),
      missing: shape?.missing ?? [],
      notSearchedFor: shape === undefined ? [] : unsoughtFields(shape),
    };
  },
  csvHeader: ['field', 'struct', 'offset', 'chosen', 'satisfied', 'tested', 'reason'],
  csvRows: ({ snapshot: { shape } }: AnalysedDump) => [
    ...(shape?.fields ?? []).flatMap(({ name, struct, offset, evidence }) => [
      [name, struct, offset, 'yes', evidence.satisfied, evidence.tested, english(evidence.relation)],
      ...evidence.runnersUp.map((loser) => loserCells(name, struct, loser)),
    ]),
    ...(shape?.missing ?? []).flatMap(({ name, reason, runnersUp }) => [
      [name, '', '', 'no', '', '', english(reason)],
      ...runnersUp.map((loser) => loserCells(name, '', loser)),
    ]),
  ],
};

const loserCells = (name: string, struct: string, { offset, satisfied, tested, reason }: RunnerUp) => [
  name,
  struct,
  offset,
  'no',
  satisfied,
  tested,
  english(reason),
];

const taskJson = (table: TaskTable | undefined, row: number) => ({
  pid: table?.pid[row] ?? null,
  comm: table === undefined ? null : taskName(table, row),
  address: table?.address[row] === undefined ? null : hex(table.address[row]),
});

const section = (heading: string, lines: readonly string[]): string =>
  `${title(heading)}\n${lines.map((line) => `  ${safeString(line)}\n`).join('')}`;

const MOST = 1000;

function disagreementsText(table: TaskTable): string[] {
  const lines: string[] = [];
  for (let row = 0; row < table.count && lines.length < MOST; row++) {
    const sentence = isHidden(table, row) ? givenAway(table, row) : undefined;
    if (sentence !== undefined) lines.push(`${namedTask(table, row)}: ${english(sentence)}`);
  }
  return lines.length === 0 ? [] : [section('Ways that disagree', lines)];
}

const namedTask = (table: TaskTable, row: number): string =>
  `${taskName(table, row)} (${String(table.pid[row] ?? '?')})`;

const heldText = ({ satisfied, tested }: Pick<RunnerUp, 'satisfied' | 'tested'>): string =>
  `${countText(satisfied)} of ${countText(tested)}`;

function fieldsText(shape: TaskShape, table: TaskTable): string[] {
  const unsought = unsoughtFields(shape);
  return [
    `${title('Fields')}\n${shape.fields.map((field) => fieldText(field, table)).join('')}`,
    ...(shape.missing.length === 0
      ? []
      : [
          `${title('Not found')}\n${shape.missing
            .map(
              ({ name, reason, runnersUp }) =>
                `${name}: ${safeString(english(reason))}\n${losersText(runnersUp)}`,
            )
            .join('')}`,
        ]),
    ...(unsought.length === 0
      ? []
      : [section('Not searched for, since no relation is known', [unsought.join(', ')])]),
  ];
}

function fieldText({ name, struct, offset, evidence }: FieldShape, table: TaskTable): string {
  const { relation, exceptions, runnersUp, satisfied, tested } = evidence;
  const more = tested - satisfied - exceptions.length;
  const broken = [
    ...exceptions.map((row) => namedTask(table, row)),
    ...(more > 0 ? [`and ${countText(more)} more`] : []),
  ];
  return [
    `${name}  ${struct}+${hex(offset)}  held by ${heldText(evidence)}\n`,
    `  ${safeString(english(relation))}\n`,
    ...(broken.length === 0 ? [] : [`  exceptions: ${safeString(broken.join(', '))}\n`]),
    losersText(runnersUp),
  ].join('');
}

const losersText = (losers: readonly RunnerUp[]): string =>
  losers
    .map((loser) => `  not +${hex(loser.offset)}: ${heldText(loser)}, ${safeString(english(loser.reason))}\n`)
    .join('');
