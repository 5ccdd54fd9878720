import type { ReactElement } from 'react';
import { disagreementCounts } from '../../shared/cross-view.ts';
import { taskText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { hiddenText } from '../tree/cross-view.ts';
import type { TreeModel } from '../tree/tree-model.ts';
import { disagreements } from './report.ts';

interface DisagreementsProps {
  readonly tree: TreeModel;
  readonly onTask: (row: number) => void;
}

/** The tasks that not every way leads to which should: hidden ones, and those that memory disputes. */
export function Disagreements({ tree, onTask }: DisagreementsProps): ReactElement {
  const apart = disagreements(tree);
  const counts = disagreementCounts(tree.table);
  return (
    <>
      <h2>{t('evidence.apart')}</h2>
      {counts.length > 0 && (
        <ul className="evidence-counts">
          {counts.map(({ way, tasks }) => (
            <li key={way}>{t('evidence.missing', { count: tasks, from: t(`way.from.${way}`) })}</li>
          ))}
        </ul>
      )}
      {apart.length === 0 ? (
        <p className="muted">{t('evidence.noneApart')}</p>
      ) : (
        <ul className="evidence-apart">
          {apart.map(({ row }) => (
            <li key={row}>
              <button
                type="button"
                className="link"
                onClick={() => {
                  onTask(row);
                }}
              >
                {taskText(tree.names[row], tree.table.pid[row])}
              </button>{' '}
              <span className="muted">{hiddenText(tree.table, row)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
