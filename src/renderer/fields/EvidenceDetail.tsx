import { useState, type ReactElement } from 'react';
import type { FieldShape } from '../../shared/shape.ts';
import { hex } from '../../shared/units.ts';
import { heldText, taskText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';
import { pinField } from '../workspace/pins.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { PinForm } from './PinForm.tsx';

interface EvidenceDetailProps {
  readonly shape: FieldShape;
  readonly names: readonly string[];
  readonly pids: Float64Array;
  readonly onTask: (row: number) => void;
}

const FEW = 12;

/** Why a field is believed to be where it is: the relation, who breaks it, and what else was tried. */
export function EvidenceDetail({ shape, names, pids, onTask }: EvidenceDetailProps): ReactElement {
  const workspace = useWorkspace();
  const [all, setAll] = useState(false);
  const { relation, exceptions, runnersUp } = shape.evidence;
  const shown = all ? exceptions : exceptions.slice(0, FEW);
  return (
    <div className="evidence">
      <p className="evidence-about">{t(`field.${shape.name}`)}</p>
      <p>
        <span className="evidence-label">{t('evidence.relation')}</span> {visibleText(relation)}
      </p>
      <p>
        <span className="evidence-label">{t('evidence.heldBy')}</span> {heldText(shape.evidence)}
        {exceptions.length > 0 && <>; {t('evidence.exceptions', { count: exceptions.length })}:</>}
      </p>
      {exceptions.length > 0 && (
        <p className="evidence-exceptions">
          {shown.map((row) => (
            <button
              key={row}
              type="button"
              className="link"
              onClick={() => {
                onTask(row);
              }}
            >
              {taskText(names[row], pids[row])}
            </button>
          ))}
          {shown.length < exceptions.length && (
            <button
              type="button"
              className="link"
              onClick={() => {
                setAll(true);
              }}
            >
              {t('evidence.more', { count: exceptions.length - shown.length })}
            </button>
          )}
        </p>
      )}
      {runnersUp.length > 0 && (
        <table className="evidence-runners">
          <caption>{t('evidence.runnersUp')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('evidence.offset')}</th>
              <th scope="col">{t('evidence.heldBy')}</th>
              <th scope="col">{t('evidence.whyLost')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {runnersUp.map((loser) => (
              <tr key={loser.offset}>
                <td className="mono">{hex(loser.offset)}</td>
                <td>{heldText(loser)}</td>
                <td>{visibleText(loser.reason)}</td>
                <td>
                  <button
                    type="button"
                    className="link"
                    onClick={() => {
                      pinField(workspace, shape.name, loser.offset);
                    }}
                  >
                    {t('pin.use')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {runnersUp.length === 0 && shape.pinned === undefined && (
        <p className="muted">{t('evidence.noRunners')}</p>
      )}
      {shape.name !== 'tasks' && <PinForm name={shape.name} shape={shape} />}
    </div>
  );
}
