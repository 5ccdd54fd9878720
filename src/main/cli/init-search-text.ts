import type { KernelInfo } from '../../shared/dump-info.ts';
import { EVIDENCE } from '../../shared/i18n/en/evidence.ts';
import {
  fateSentence,
  INIT_TESTS,
  inOrder,
  isShown,
  testsPassed,
  type InitSearch,
  type InitTrial,
  type LeaderTrial,
} from '../../shared/init-search.ts';
import { hex } from '../../shared/units.ts';
import { english } from '../../shared/i18n/english.ts';
import { countText } from './format.ts';
import { textTable } from './text-table.ts';

/** What was tried as init_task: the one that was taken first, the others by how far they came. */
export function initSearchText(
  { names, judged, trials, rest, leaders }: InitSearch,
  kernel: KernelInfo | undefined,
): string {
  const rows = inOrder(trials, kernel).map((trial) => candidateCells(trial, isShown(trial, kernel)));
  return [
    `  Places that bear the idle task’s name: ${countText(names)}; structures around them that were tried: ${countText(judged)}.\n`,
    ...(rows.length === 0
      ? []
      : [
          textTable(
            [
              { title: 'CANDIDATE' },
              { title: 'PHYSICAL', right: true },
              { title: 'PASSED', right: true },
              { title: 'LIST', right: true },
              { title: 'MEMBERS', right: true },
              { title: 'HELD BY', right: true },
              { title: 'WHY' },
            ],
            rows,
          ),
        ]),
    ...rest.map(({ fate, names: count }) => `  ${countText(count)} more: ${EVIDENCE[`init.fate.${fate}`]}\n`),
    ...(leaders.length === 0 ? [] : [`  ${EVIDENCE['leaders.about']}\n`, leadersTable(leaders)]),
  ].join('');
}

function candidateCells(trial: InitTrial, taken: boolean): string[] {
  const { name, physical, address, list, links } = trial;
  const passed = testsPassed(trial);
  const place = physical ?? name;
  return [
    address === undefined ? EVIDENCE['init.noStructure'] : hex(address),
    place === undefined || Number.isNaN(place) ? '-' : hex(place),
    passed === undefined ? '-' : `${passed}/${INIT_TESTS.length}`,
    list === undefined ? '-' : `+${hex(list.offset)}`,
    list === undefined ? '-' : countText(list.members),
    list === undefined ? '-' : `${countText(list.satisfied)}/${countText(list.tested)}`,
    links === undefined
      ? english(fateSentence(trial, taken))
      : `${english(fateSentence(trial, taken))} (${countText(links.held)} of ${countText(links.possible)} pairs of words lead to memory in the dump.)`,
  ];
}

const offsetText = (offset: number | undefined): string => (offset === undefined ? '-' : `+${hex(offset)}`);

const leadersTable = (leaders: readonly LeaderTrial[]): string =>
  textTable(
    [
      { title: 'SELF', right: true },
      { title: 'LIST', right: true },
      { title: 'DELTA' },
      { title: 'OBJECTS', right: true },
      { title: 'FIRST', right: true },
      { title: 'WHY' },
    ],
    leaders.map(({ fate, delta, selfOffset, listOffset, objects, example }) => [
      offsetText(selfOffset),
      offsetText(listOffset),
      hex(delta),
      countText(objects),
      example === undefined ? '-' : hex(example),
      EVIDENCE[`leaders.fate.${fate}`],
    ]),
  );
