import { bytesText, durationText, heldText, taskText } from '../kit/format.ts';
import { spoken, t } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';
import { reportData, type ReportSource } from './report.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for a page: names come out of the dump and may be markup. */
const escape = (text: string | number | null): string =>
  text === null
    ? '–'
    : visibleText(String(text), Infinity).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const rows = (cells: readonly (readonly (string | number | null)[])[]): string =>
  cells.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('\n');

const table = (heads: readonly string[], cells: readonly (readonly (string | number | null)[])[]): string =>
  `<table><thead><tr>${heads.map((head) => `<th>${escape(head)}</th>`).join('')}</tr></thead><tbody>\n${rows(cells)}\n</tbody></table>`;

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1d23;overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;border-bottom:1px solid #dfe2e8}`;

/** The report as one page that needs nothing else: no script, no font, no image from anywhere. */
export function reportHtml(source: ReportSource): string {
  const data = reportData(source);
  const { dump, kernel } = data;
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
    [t('report.format'), dump.format],
    ...dump.notices.map((notice): [string, string] => [t('report.notice'), notice]),
    ...(kernel === null
      ? []
      : ([
          [t('report.kernel'), kernel.banner ?? kernel.release],
          [
            t('report.machine'),
            t('report.machineIs', {
              architecture: kernel.architecture,
              bits: kernel.wordSize * 8,
              order: kernel.byteOrder,
            }),
          ],
          [t('report.hostName'), kernel.hostname],
          ['init_task', kernel.initTask],
        ] satisfies [string, string | null][])),
    [
      t('report.found'),
      t('report.foundIs', {
        processes: t('status.processes', { count: data.counts.processes }),
        threads: t('status.threads', { count: data.counts.threads }),
        hidden: t('status.hidden', { count: data.counts.hidden }),
      }),
    ],
  ];
  return `<!doctype html>
<html lang="${spoken()}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escape(t('report.pageTitle', { path: dump.path }))}</title><style>${STYLE}</style></head><body>
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
<ol>${(kernel?.evidence ?? []).map((sentence) => `<li>${escape(sentence)}</li>`).join('\n')}</ol>
<h2>${escape(t('report.apart'))}</h2>
${
  data.disagreements.length === 0
    ? `<p>${escape(t('report.none'))}</p>`
    : table(
        [t('report.name'), t('report.pid'), t('report.address'), t('report.givenAway')],
        data.disagreements.map((one) => [one.comm, one.pid, one.address, one.sentence]),
      )
}
<h2>${escape(t('evidence.fields'))}</h2>
${table(
  [
    t('fields.field'),
    t('report.place'),
    t('report.bytes'),
    t('evidence.relation'),
    t('evidence.heldBy'),
    t('report.exceptions'),
    t('evidence.runnersUp'),
  ],
  data.fields.map((one) => [
    one.name,
    `${one.struct} + ${one.offset}`,
    one.width,
    one.relation,
    heldText(one),
    one.exceptions.map(({ comm, pid }) => taskText(comm, pid ?? undefined)).join(', '),
    one.runnersUp
      .map((loser) =>
        t('report.loser', { offset: loser.offset, held: heldText(loser), reason: loser.reason }),
      )
      .join('; '),
  ]),
)}
<h2>${escape(t('fields.missing'))}</h2>
${
  data.missing.length === 0
    ? `<p>${escape(t('report.nothingMissing'))}</p>`
    : table(
        [t('fields.field'), t('report.why')],
        data.missing.map((one) => [one.name, one.reason]),
      )
}
</body></html>
`;
}
