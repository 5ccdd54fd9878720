/** One column of a table of text. */
export interface Column {
  readonly title: string;
  /** Numbers stand right. */
  readonly right?: boolean;
}

/** Rows under their titles, each column as wide as its widest cell; the last one is not padded. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, at) =>
    rows.reduce((width, row) => Math.max(width, row[at]?.length ?? 0), column.title.length),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => {
        const width = widths[at] ?? 0;
        if (columns[at]?.right === true) return cell.padStart(width);
        return at === cells.length - 1 ? cell : cell.padEnd(width);
      })
      .join('  ');
  return [columns.map((column) => column.title), ...rows].map((row) => `${line(row)}\n`).join('');
}
