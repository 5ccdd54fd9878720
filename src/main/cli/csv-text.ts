/** A cell; what is not known is an empty one. */
export type Cell = string | number | boolean | null;

/**
 * Rows as CSV (RFC 4180, line ends as this system has them). Texts that a spreadsheet would run as a formula get an
 * apostrophe before them: task names are whatever the dumped machine's users made them.
 */
export async function csvText(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  return stringify([header, ...rows], { escape_formulas: true, cast: { boolean: String } });
}
