import type { AnalysedDump } from './analysed-dump.ts';
import type { Cell } from './csv-text.ts';

/** How one command shows one dump: for people, as JSON, as CSV rows. Throws `TaskshapeError` where it cannot. */
export interface CommandView {
  text(dump: AnalysedDump): string;
  /** Set where there is something to show of a dump in which no tasks were found. */
  readonly showsFailures?: true;
  json(dump: AnalysedDump): Record<string, unknown>;
  readonly csvHeader: readonly string[];
  csvRows(dump: AnalysedDump): readonly (readonly Cell[])[];
}
