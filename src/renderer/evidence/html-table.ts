import { visibleText } from '../kit/visible-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for a page: names come out of the dump and may be markup. */
export const escape = (text: string | number | null): string =>
  text === null
    ? '–'
    : visibleText(String(text), Infinity).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const rows = (cells: readonly (readonly (string | number | null)[])[]): string =>
  cells.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('\n');

export const table = (
  heads: readonly string[],
  cells: readonly (readonly (string | number | null)[])[],
): string =>
  `<table${heads.length > 3 ? ' class="wide"' : ''}><thead><tr>${heads.map((head) => `<th>${escape(head)}</th>`).join('')}</tr></thead><tbody>\n${rows(cells)}\n</tbody></table>`;
