/** JSON laid out for people and line tools: two levels opened, each entry of the second on a line of its own. */
export function jsonText(value: unknown, indent = ''): string {
  return layOut(value, indent, 2);
}

function layOut(value: unknown, indent: string, levels: number): string {
  if (levels === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((entry) => `${inner}${layOut(entry, inner, levels - 1)}`)
    : Object.entries(value).map(
        ([key, member]) => `${inner}${JSON.stringify(key)}: ${layOut(member, inner, levels - 1)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return entries.length === 0 ? `${open}${close}` : `${open}\n${entries.join(',\n')}\n${indent}${close}`;
}
