import type { EarlierAnalysis } from '../../shared/api.ts';
import type { DumpInfo, KernelInfo } from '../../shared/dump-info.ts';
import type { InitSearch } from '../../shared/init-search.ts';
import type { TaskShape } from '../../shared/shape.ts';
import { isHidden, isIdle, type TaskTable } from '../../shared/task-table.ts';
import { hex } from '../../shared/units.ts';
import { english } from '../../shared/i18n/english.ts';
import type { AnalysedDump } from './analysed-dump.ts';
import type { CommandView } from './command-view.ts';
import { dumpJson, shapeJson } from './dump-json.ts';
import { bytesText, countText } from './format.ts';
import { kernelsJson, kernelsText } from './kernels-text.ts';
import { safeString } from './safe-string.ts';
import { textTable } from './text-table.ts';
import { styleFor } from './style.ts';

const title = styleFor(process.stdout, 'bold');

/** `taskshape info`: the file, the machine in it, where each field lies and what proves it. */
export const infoView: CommandView = {
  text: (dump) => {
    const { kernels = [], info, initSearch, shape, table, timings, earlier } = dump.snapshot;
    return [
      ...(info === undefined ? [] : [fileText(info, earlier)]),
      ...(info?.kernel === undefined ? [] : [kernelText(info.kernel, initSearch)]),
      ...(kernels.length < 2
        ? []
        : [`${title('Kernels in this dump, best first (--kernel shows another)')}\n${kernelsText(kernels)}`]),
      ...(table === undefined ? [] : [countsText(table)]),
      ...(shape === undefined ? [] : [shapeText(shape)]),
      `${title(earlier === undefined ? 'Stages' : 'Stages of that analysis')}\n${textTable(
        [{ title: 'STAGE' }, { title: 'TIME', right: true }, { title: 'BYTES READ', right: true }],
        (earlier?.timings ?? timings).map((timing) => [
          timing.stage,
          `${timing.milliseconds.toFixed(1)} ms`,
          bytesText(timing.bytesRead),
        ]),
      )}`,
    ].join('\n');
  },
  json: (dump) => ({
    dump: {
      ...dumpJson(dump),
      evidence: dump.snapshot.info?.kernel?.evidence ?? [],
      ranges: (dump.snapshot.info?.ranges ?? []).map((range) => ({
        start: hex(range.start),
        length: range.length,
      })),
    },
    kernels: kernelsJson(dump.snapshot.kernels ?? []),
    counts: dump.snapshot.table === undefined ? null : counts(dump.snapshot.table),
    shape: shapeJson(dump),
    structBytes: dump.snapshot.shape?.extent ?? null,
    missing: dump.snapshot.shape?.missing ?? [],
    stages: dump.snapshot.earlier?.timings ?? dump.snapshot.timings,
  }),
  csvHeader: ['field', 'struct', 'offset', 'width', 'satisfied', 'tested', 'relation'],
  csvRows: (dump: AnalysedDump) =>
    (dump.snapshot.shape?.fields ?? []).map(({ name, struct, offset, width, evidence }) => [
      name,
      struct,
      offset,
      width,
      evidence.satisfied,
      evidence.tested,
      english(evidence.relation),
    ]),
};

function counts(table: TaskTable) {
  const result = { processes: 0, threads: 0, kernelThreads: 0, hidden: 0, idle: 0 };
  for (let row = 0; row < table.count; row++) {
    if (isIdle(table, row)) {
      result.idle++;
      continue;
    }
    result.threads++;
    if (table.leader[row] === row) result.processes++;
    if (table.kernelThread[row] === 1) result.kernelThreads++;
    if (isHidden(table, row)) result.hidden++;
  }
  return result;
}

const lines = (pairs: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, text]) => `${name.padEnd(width)}  ${text}\n`).join('');
};

function fileText(info: DumpInfo, earlier: EarlierAnalysis | undefined): string {
  const first = info.ranges
    .slice(0, 8)
    .map((range) => `${hex(range.start)}-${hex(range.start + range.length)}`);
  const more = info.ranges.length > first.length ? `, and ${info.ranges.length - first.length} more` : '';
  return `${title('Dump')}\n${lines([
    ['file', safeString(info.path)],
    ['format', `${info.format} (${safeString(english(info.formatDetail))})`],
    ['size', `${bytesText(info.sizeBytes)}, ${bytesText(info.memoryBytes)} of it memory`],
    ['memory', `${first.join(', ')}${more}`],
    ['result', earlier === undefined ? 'found now' : earlierText(earlier)],
  ])}`;
}

function earlierText({ endedMs, timings }: EarlierAnalysis): string {
  const taken = timings.reduce((sum, timing) => sum + timing.milliseconds, 0);
  const when = new Date(endedMs).toISOString().slice(0, 16).replace('T', ' ');
  return `kept from an analysis that took ${taken.toFixed(0)} ms and ended ${when} UTC (--no-cache analyses anew)`;
}

const candidatesLine = ({ names, judged }: InitSearch): readonly [string, string] => [
  'candidates',
  `${countText(judged)} tried, around ${countText(names)} names of the idle task (taskshape evidence lists them)`,
];

function kernelText(kernel: KernelInfo, initSearch: InitSearch | undefined): string {
  const evidence = kernel.evidence.map((sentence) => `  ${safeString(english(sentence))}\n`).join('');
  return `${title('Kernel')}\n${lines([
    [
      'architecture',
      `${safeString(kernel.architecture ?? 'not found')}, ${kernel.wordSize * 8}-bit, ${kernel.byteOrder}-endian`,
    ],
    ['release', safeString(kernel.release ?? 'not found')],
    ['hostname', safeString(kernel.hostname ?? 'not found')],
    ['banner', safeString(kernel.banner ?? 'not found')],
    ['init_task', `${hex(kernel.initTask)} at physical ${hex(kernel.initTaskPhysical)}`],
    ['image', `virtual - physical = ${hex(kernel.imageDelta)}`],
    ['direct map', `virtual - physical = ${hex(kernel.directMapDelta)}`],
    ...(initSearch === undefined ? [] : [candidatesLine(initSearch)]),
  ])}${evidence}`;
}

function countsText(table: TaskTable): string {
  const found = counts(table);
  return `${title('Tasks')}\n${lines([
    ['processes', countText(found.processes)],
    ['threads', `${countText(found.threads)}, ${countText(found.kernelThreads)} of them the kernel's own`],
    ['hidden', countText(found.hidden)],
    ['idle', countText(found.idle)],
  ])}`;
}

function shapeText(shape: TaskShape): string {
  const rows = shape.fields.map(({ name, struct, offset, width, evidence }) => [
    name,
    struct,
    hex(offset),
    String(width),
    `${countText(evidence.satisfied)}/${countText(evidence.tested)}`,
    safeString(english(evidence.relation)),
  ]);
  const missing = shape.missing.map(
    ({ name, reason }) => `not found: ${name}: ${safeString(english(reason))}\n`,
  );
  return `${title('Shape')}\n${textTable(
    [
      { title: 'FIELD' },
      { title: 'STRUCT' },
      { title: 'OFFSET', right: true },
      { title: 'WIDTH', right: true },
      { title: 'PROVEN BY', right: true },
      { title: 'RELATION' },
    ],
    rows,
  )}${missing.join('')}`;
}
