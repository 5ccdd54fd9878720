import { english, isSentence } from '../../shared/i18n/english.ts';

/**
 * JSON laid out for people and line tools: two levels opened, each entry of the second on a line of its own. What the
 * engine says is in English.
 */
export function jsonText(value: unknown, indent = ''): string {
  return layOut(value, indent, 2);
}

const inEnglish = (_: string, value: unknown): unknown => (isSentence(value) ? english(value) : value);

function layOut(value: unknown, indent: string, levels: number): string {
  if (levels === 0 || typeof value !== 'object' || value === null || isSentence(value))
    return JSON.stringify(value, inEnglish);
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((entry) => `${inner}${layOut(entry, inner, levels - 1)}`)
    : Object.entries(value).map(
        ([key, member]) => `${inner}${JSON.stringify(key)}: ${layOut(member, inner, levels - 1)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return entries.length === 0 ? `${open}${close}` : `${open}\n${entries.join(',\n')}\n${indent}${close}`;
}
