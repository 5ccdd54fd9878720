import { memo, type ReactElement, type ReactNode } from 'react';
import { isDisputed, isHidden, type TaskTable } from '../../shared/task-table.ts';
import { uncertainValues } from '../../shared/uncertain.ts';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { nameText, numberText } from '../kit/format.ts';
import type { ChosenColumn } from './column-layout.ts';
import { cellTitle, columnOf, type ColumnId } from './columns.ts';
import { hiddenText } from './cross-view.ts';
import { indentRem } from './indent.ts';
import { stateLetter } from './state-words.ts';
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
  /** What the panes show, and what the keys move from. */
  readonly front: boolean;
  readonly selected: boolean;
  readonly columns: readonly ChosenColumn[];
}

const fold2aria = (fold: number): boolean | undefined => (fold === LEAF ? undefined : fold !== COLLAPSED);

/** Letters and marks stand for words, which a reader of the screen is told. */
function cellContent(id: ColumnId, text: string, title: string | undefined): ReactNode {
  if (id === 'state') return <span className={`state-letter state-${text}`}>{text}</span>;
  if (id !== 'found') return text;
  return (
    <span className="cross-marks" role="img" aria-label={title}>
      {Array.from(text, (mark, i) => (
        <span key={i} className={mark === '!' ? 'cross-no' : mark === '·' ? 'cross-silent' : undefined}>
          {mark}
        </span>
      ))}
    </span>
  );
}

export const TaskRow = memo(function TaskRow(props: TaskRowProps): ReactElement {
  const { table, row, level, fold } = props;
  const letter = stateLetter(table.stateLetter[row]);
  const thread = table.leader[row] !== row;
  const kernel = table.kernelThread[row] === 1;
  const hidden = isHidden(table, row);
  const disputed = isDisputed(table, row);
  const classes = [
    'tree-row',
    props.front && 'is-front',
    props.selected && 'is-selected',
    props.dimmed && 'is-dimmed',
    kernel && 'is-kernel',
    thread && 'is-thread',
    letter === 'Z' && 'is-zombie',
    hidden && 'is-hidden',
  ];
  const unknown = uncertainValues(table, row);
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
      <div
        className="tree-cell tree-name"
        role="gridcell"
        title={kernel ? t('tree.kernelThread', { name: nameText(props.name) }) : nameText(props.name)}
      >
        <span className="tree-indent" style={{ width: `${String(indentRem(level))}rem` }} />
        <span className="tree-twist" data-twist={fold === LEAF ? undefined : ''}>
          {fold !== LEAF && <Icon name={fold === COLLAPSED ? 'right' : 'down'} />}
        </span>
        <span className="tree-comm">{nameText(props.name)}</span>
        {thread && <span className="tree-tag">{t('tree.thread')}</span>}
        {hidden && (
          <span className="tree-tag tree-tag-hidden" title={hiddenText(table, row)}>
            <Icon name="hidden" />
            <span>{t('tree.hidden')}</span>
          </span>
        )}
        {disputed && (
          <span className="tree-tag" title={hiddenText(table, row)}>
            <Icon name="warning" />
            <span>{t('tree.disputed')}</span>
          </span>
        )}
        {unknown.length > 0 && (
          <span className="tree-tag" title={t('tree.partlyLostHint', { values: unknown.join(', ') })}>
            <Icon name="warning" />
            <span>{t('tree.partlyLost')}</span>
          </span>
        )}
      </div>
      {props.columns.map(({ id }) => {
        const column = columnOf(id);
        if (column === undefined) return undefined;
        const text = column.text(table, row);
        const title = cellTitle(column, table, row, text);
        return (
          <div key={id} className={`tree-cell ${column.kind}`} role="gridcell" title={title}>
            {cellContent(id, text, title)}
          </div>
        );
      })}
    </div>
  );
});
