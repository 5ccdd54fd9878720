import { bytesText, durationText } from '../kit/format.ts';
import { spoken, t, tell } from '../kit/i18n.ts';
import { escape, table } from './html-table.ts';
import { candidates } from './report-candidates.ts';
import { fieldsHtml } from './report-fields.ts';
import { reportData, type ReportSource } from './report.ts';

/** Light or dark as the reader’s system is, and light on paper. Words are kept whole but in the last column, which may hold anything. */
const STYLE = `:root{color-scheme:light dark}@media print{:root{color-scheme:light}}
body{font:15px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;background:light-dark(#fff,#16181c);color:light-dark(#1a1d23,#e4e7ec);overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}h3{font-size:1rem;margin:1.5rem 0 0}h3 small{font-weight:400;color:light-dark(#5a6270,#9ea6b2)}
p{margin:.25rem 0}table{border-collapse:collapse}.wide{width:100%}
th,td{text-align:left;vertical-align:top;padding:.2rem 1.25rem .2rem 0;border-bottom:1px solid light-dark(#dfe2e8,#2f343c);overflow-wrap:normal}
th{font-weight:600}td:last-child{overflow-wrap:anywhere}`;

type Report = ReturnType<typeof reportData>;

const countsText = ({ processes, threads, hidden }: NonNullable<Report['counts']>): string =>
  t('report.foundIs', {
    processes: t('status.processes', { count: processes }),
    threads: t('status.threads', { count: threads }),
    hidden: t('status.hidden', { count: hidden }),
  });

/** The report as one page that needs nothing else: no script, no font, no image from anywhere. */
export function reportHtml(source: ReportSource): string {
  const data = reportData(source);
  const { counts, dump, kernel, problem } = data;
  const facts: [string, string | number | null][] = [
    [t('report.file'), dump.path],
    [
      t('report.size'),
      t('report.sizeIs', {
        size: bytesText(dump.sizeBytes),
        bytes: t('common.bytes', { count: dump.sizeBytes }),
      }),
    ],
    ['SHA-256', dump.sha256 ?? t('report.notComputed')],
    [t('report.format'), tell(dump.format)],
    ...dump.notices.map((notice): [string, string] => [t('report.notice'), tell(notice)]),
    ...(kernel === null
      ? []
      : ([
          [t('report.kernel'), kernel.banner ?? kernel.release],
          [
            t('report.machine'),
            t('report.machineIs', {
              architecture: kernel.architecture ?? t('status.noArchitecture'),
              bits: kernel.wordSize * 8,
              order: kernel.byteOrder,
            }),
          ],
          [t('report.hostName'), kernel.hostname],
          ['init_task', kernel.initTask],
        ] satisfies [string, string | null][])),
    ...(problem === null
      ? []
      : ([[t('report.problem'), tell(problem.message)]] satisfies [string, string][])),
    [t('report.found'), counts === null ? t('report.none') : countsText(counts)],
  ];
  return `<!doctype html>
<html lang="${spoken()}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escape(t('report.pageTitle', { path: dump.path }))}</title><style>${STYLE}</style></head><body><main>
<h1>${escape(t('report.title'))}</h1>
<p>${escape(t('report.writtenBy', { program: data.program, time: data.writtenAt }))}</p>
${table([t('report.what'), t('report.value')], facts)}
<h2>${escape(t('evidence.stages'))}</h2>
${table(
  [t('timings.stage'), t('timings.time'), t('timings.read')],
  data.stages.map((one) => [
    t(`stage.${one.stage}`),
    durationText(one.milliseconds),
    bytesText(one.bytesRead),
  ]),
)}
<h2>${escape(t('evidence.kernel'))}</h2>
<ol>${(kernel?.evidence ?? []).map((sentence) => `<li>${escape(tell(sentence))}</li>`).join('\n')}</ol>
${kernelsHtml(data.kernels)}
${data.initTask === null ? '' : candidates(data.initTask)}
${source.shape === undefined ? '' : shapeHtml(data)}
</main></body></html>
`;
}

/** The kernels of a dump that holds several, with what speaks for each and against. */
const kernelsHtml = (kernels: Report['kernels']): string =>
  kernels.length < 2
    ? ''
    : `<h2>${escape(t('kernels.title'))}</h2>
<p>${escape(t('kernels.order'))}</p>
${kernels.map(kernelHtml).join('\n')}`;

function kernelHtml({
  id,
  release,
  initTask,
  tasks,
  wordSize,
  evidence,
  current,
}: Report['kernels'][number]) {
  const system = `Linux ${release ?? '?'}`;
  const title = t('kernels.one', { id, system, bits: wordSize * 8, tasks });
  const place = current ? `init_task ${initTask}, ${t('kernels.current')}` : `init_task ${initTask}`;
  return `<h3>${escape(title)} <small>${escape(place)}</small></h3>
<ul>${evidence.map((sentence) => `<li>${escape(tell(sentence))}</li>`).join('')}</ul>`;
}

/** What was found of the tasks: whom not every way leads to, where each field is, and what is missing. */
const shapeHtml = (data: Report): string => `<h2>${escape(t('report.apart'))}</h2>
${
  data.disagreements.length === 0
    ? `<p>${escape(t('report.none'))}</p>`
    : table(
        [t('report.name'), t('report.pid'), t('report.address'), t('report.givenAway')],
        data.disagreements.map((one) => [
          one.comm,
          one.pid,
          one.address,
          one.sentence === undefined ? null : tell(one.sentence),
        ]),
      )
}
${fieldsHtml(data)}`;
