import { memo, type ReactElement } from 'react';
import { isHidden, UNKNOWN_TIME, type TaskTable } from '../../shared/task-table.ts';
import { Icon } from '../kit/Icon.tsx';
import { numberText, sinceBootText } from '../kit/format.ts';
import { stateLetter, stateWords } from './state-words.ts';
import { COLLAPSED, LEAF } from './visible-rows.ts';

interface TaskRowProps {
  readonly table: TaskTable;
  readonly name: string;
  readonly row: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly height: number;
  readonly rowIndex: number;
  readonly level: number;
  readonly fold: number;
  readonly posInSet: number;
  readonly setSize: number;
  readonly dimmed: boolean;
  readonly selected: boolean;
}

/** Deeper levels are indented no further, so that a tree 10,000 deep can still be read. */
const DEEPEST_INDENT = 24;

const fold2aria = (fold: number): boolean | undefined => (fold === LEAF ? undefined : fold !== COLLAPSED);

export const TaskRow = memo(function TaskRow(props: TaskRowProps): ReactElement {
  const { table, row, level, fold } = props;
  const letter = stateLetter(table.stateLetter[row]);
  const started = table.startTime[row] ?? UNKNOWN_TIME;
  const thread = table.leader[row] !== row;
  const kernel = table.kernelThread[row] === 1;
  const hidden = isHidden(table, row);
  const threads = table.threads[row] ?? 0;
  const classes = [
    'tree-row',
    props.selected && 'is-selected',
    props.dimmed && 'is-dimmed',
    kernel && 'is-kernel',
    thread && 'is-thread',
    letter === 'Z' && 'is-zombie',
    hidden && 'is-hidden',
  ];
  return (
    <div
      id={`task-${String(row)}`}
      className={classes.filter(Boolean).join(' ')}
      role="row"
      aria-level={level}
      aria-expanded={fold2aria(fold)}
      aria-setsize={props.setSize}
      aria-posinset={props.posInSet}
      aria-rowindex={props.rowIndex}
      aria-selected={props.selected}
      data-row={row}
      data-pid={numberText(table.pid[row])}
      style={{ height: props.height, transform: `translateY(${String(props.top)}px)` }}
    >
      <div className="tree-cell tree-name" role="gridcell" title={props.name}>
        <span
          className="tree-indent"
          style={{ width: `${String(Math.min(level - 1, DEEPEST_INDENT) * 0.75)}rem` }}
        />
        <span className="tree-twist" data-twist={fold === LEAF ? undefined : ''}>
          {fold !== LEAF && <Icon name={fold === COLLAPSED ? 'right' : 'down'} />}
        </span>
        <span className="tree-comm">{props.name === '' ? '(no name)' : props.name}</span>
        {thread && <span className="tree-tag">thread</span>}
        {hidden && (
          <span
            className="tree-tag tree-tag-hidden"
            title="The kernel’s own list of processes does not name it."
          >
            <Icon name="hidden" />
            hidden
          </span>
        )}
      </div>
      <div className="tree-cell tree-number" role="gridcell">
        {numberText(table.pid[row])}
      </div>
      <div className="tree-cell tree-number" role="gridcell">
        {numberText(table.uid[row])}
      </div>
      <div className="tree-cell tree-state" role="gridcell" title={`${letter}: ${stateWords(letter)}`}>
        <span className={`state-letter state-${letter}`}>{letter}</span>
      </div>
      <div className="tree-cell tree-number tree-start" role="gridcell">
        {started === UNKNOWN_TIME ? '?' : sinceBootText(started)}
      </div>
      <div className="tree-cell tree-number tree-threads" role="gridcell">
        {threads > 1 && !thread ? threads : ''}
      </div>
    </div>
  );
});
