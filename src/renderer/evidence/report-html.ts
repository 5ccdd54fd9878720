import { bytesText, countText, durationText } from '../kit/format.ts';
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
  text === null ? '–' : visibleText(String(text)).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const rows = (cells: readonly (readonly (string | number | null)[])[]): string =>
  cells.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('\n');

const table = (heads: readonly string[], cells: readonly (readonly (string | number | null)[])[]): string =>
  `<table><thead><tr>${heads.map((head) => `<th>${escape(head)}</th>`).join('')}</tr></thead><tbody>\n${rows(cells)}\n</tbody></table>`;

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1d23}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;border-bottom:1px solid #dfe2e8;overflow-wrap:anywhere}`;

/** The report as one page that needs nothing else: no script, no font, no image from anywhere. */
export function reportHtml(source: ReportSource): string {
  const data = reportData(source);
  const { dump, kernel } = data;
  const facts: [string, string | number | null][] = [
    ['File', dump.path],
    ['Size', `${bytesText(dump.sizeBytes)} (${countText(dump.sizeBytes)} bytes)`],
    ['SHA-256', dump.sha256 ?? 'not computed'],
    ['Format', dump.format],
    ...dump.notices.map((notice): [string, string] => ['Notice', notice]),
    ...(kernel === null
      ? []
      : ([
          ['Kernel', kernel.banner ?? kernel.release],
          [
            'Machine',
            `${kernel.architecture}, ${String(kernel.wordSize * 8)}-bit ${kernel.byteOrder}-endian`,
          ],
          ['Host name', kernel.hostname],
          ['init_task', kernel.initTask],
        ] satisfies [string, string | null][])),
    [
      'Found',
      `${countText(data.counts.processes)} processes, ${countText(data.counts.threads)} threads, ${countText(data.counts.hidden)} hidden`,
    ],
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>Evidence: ${escape(dump.path)}</title><style>${STYLE}</style></head><body>
<h1>How this dump was understood</h1>
<p>Written by ${escape(data.program)} at ${escape(data.writtenAt)}.</p>
${table(['What', 'Value'], facts)}
<h2>Stages</h2>
${table(
  ['Stage', 'Time', 'Read'],
  data.stages.map((one) => [one.stage, durationText(one.milliseconds), bytesText(one.bytesRead)]),
)}
<h2>The kernel</h2>
<ol>${(kernel?.evidence ?? []).map((sentence) => `<li>${escape(sentence)}</li>`).join('\n')}</ol>
<h2>Processes that not every way reaches</h2>
${
  data.disagreements.length === 0
    ? '<p>None.</p>'
    : table(
        ['Name', 'Pid', 'Address', 'Found by'],
        data.disagreements.map((one) => [one.comm, one.pid, one.address, one.foundBy.join(', ')]),
      )
}
<h2>Fields</h2>
${table(
  ['Field', 'Place', 'Bytes', 'Relation', 'Held by', 'Exceptions', 'Runners-up'],
  data.fields.map((one) => [
    one.name,
    `${one.struct} + ${one.offset}`,
    one.width,
    one.relation,
    `${countText(one.satisfied)} of ${countText(one.tested)}`,
    one.exceptions.map(({ comm, pid }) => `${comm} (${String(pid)})`).join(', '),
    one.runnersUp
      .map(
        (loser) => `${loser.offset}: ${String(loser.satisfied)} of ${String(loser.tested)}, ${loser.reason}`,
      )
      .join('; '),
  ]),
)}
<h2>Not found</h2>
${
  data.missing.length === 0
    ? '<p>Nothing was missing.</p>'
    : table(
        ['Field', 'Why'],
        data.missing.map((one) => [one.name, one.reason]),
      )
}
</body></html>
`;
}
