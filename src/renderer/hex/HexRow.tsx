import { memo, useMemo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Space } from '../../shared/api.ts';
import { hex } from '../../shared/units.ts';
import { isHovered } from '../workspace/hover.ts';
import type { Mark } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import type { Block } from './block-cache.ts';
import { gapBefore, hexColumn, lineRuns, type Run } from './line-runs.ts';
import type { LineSpan } from './line-spans.ts';
import type { LineMarks } from './span-source.ts';

interface HexRowProps {
  readonly address: bigint;
  readonly addressText: string;
  readonly space: Space;
  readonly from: number;
  readonly to: number;
  readonly block: Block | undefined;
  readonly rowBytes: number;
  readonly marks: LineMarks;
  /** Offset of the line in the file, where known. */
  readonly fileOffset: number | undefined;
  /** Selected columns [from, to); both −1 for none. */
  readonly selectedFrom: number;
  readonly selectedTo: number;
  /** The selected task, and its marked field. */
  readonly row: number;
  readonly mark: Mark | undefined;
  readonly ownerName: string | undefined;
}

/** A name stands once, where its bytes begin. */
const beginsHere =
  (address: bigint) =>
  (span: LineSpan): boolean =>
    span.start >= address;

const runClass = (run: Run, hovered: readonly string[], props: HexRowProps): string => {
  const { span } = run;
  if (span === undefined)
    return `run run-${run.kind}${run.content === undefined ? '' : ` run-content content-${run.content}`}`;
  const { row, mark } = props;
  const marked =
    span.row === row &&
    mark?.field === span.part.field &&
    (mark.part === undefined || mark.part === span.part.name);
  return [
    'run',
    'run-span',
    `fam-${span.part.family}`,
    span.part.kind === 'pointer' && 'is-pointer',
    span.row !== row && 'is-other',
    hovered.includes(span.part.name) && 'is-hovered',
    marked && 'is-marked',
  ]
    .filter(Boolean)
    .join(' ');
};

/** One line of bytes: gutter, address, hex digits, characters, and the names of the fields in it. */
export const HexRow = memo(function HexRow(props: HexRowProps): ReactElement {
  const { address, from, to, block, rowBytes, marks, selectedFrom, selectedTo } = props;
  const { hover } = useWorkspace();
  const hoveredNames = useStore(hover, ({ hovered }) =>
    marks.spans
      .filter((span) => isHovered(hovered, span))
      .map((span) => span.part.name)
      .join(' '),
  );
  const hovered = hoveredNames.split(' ');
  const runs = useMemo(
    () => lineRuns(address, from, to, block, marks.spans, marks.contents, rowBytes),
    [address, from, to, block, rowBytes, marks],
  );
  const data = (run: Run): Record<string, string | number> =>
    run.span === undefined ? {} : { 'data-field': run.span.part.name, 'data-row': run.span.row };
  const selection =
    selectedFrom < 0
      ? undefined
      : { left: hexColumn(selectedFrom), width: hexColumn(selectedTo - 1) + 2 - hexColumn(selectedFrom) };
  const classes = [
    'hex-row',
    marks.starts >= 0 && 'is-start',
    marks.owner >= 0 && 'is-task',
    marks.owner >= 0 && marks.owner === props.row && 'is-selected-task',
  ];
  return (
    <div
      className={classes.filter(Boolean).join(' ')}
      data-address={hex(address)}
      data-offset={props.fileOffset}
    >
      <span className="hex-gutter" />
      <span className="hex-address">{props.addressText}</span>
      <span className="hex-bytes">
        {selection !== undefined && (
          <span
            className="hex-selection"
            style={{ left: `${String(selection.left)}ch`, width: `${String(selection.width)}ch` }}
          />
        )}
        {runs.map((run) => (
          <span key={run.from}>
            {gapBefore(run.from)}
            <span className={runClass(run, hovered, props)} {...data(run)}>
              {run.hex}
            </span>
          </span>
        ))}
      </span>
      <span className="hex-ascii">
        {selection !== undefined && (
          <span
            className="hex-selection"
            style={{ left: `${String(selectedFrom)}ch`, width: `${String(selectedTo - selectedFrom)}ch` }}
          />
        )}
        {runs.map((run) => (
          <span key={run.from} className={runClass(run, hovered, props)} {...data(run)}>
            {run.ascii}
          </span>
        ))}
      </span>
      <span className="hex-notes">
        {props.ownerName !== undefined && <span className="hex-task">{props.ownerName}</span>}
        {marks.spans.filter(beginsHere(address)).map((span) => (
          <span
            key={span.from}
            className={runClass(
              { kind: 'span', from: span.from, to: span.to, hex: '', ascii: '', span },
              hovered,
              props,
            ).replace('run run-span', 'hex-note')}
            title={span.leadsTo === undefined ? undefined : `${span.part.name} → ${span.leadsTo}`}
            data-note-field={span.part.name}
            data-note-row={span.row}
          >
            {span.part.name}
            {span.leadsTo !== undefined && <span className="hex-leads"> → {span.leadsTo}</span>}
          </span>
        ))}
      </span>
    </div>
  );
});
