import { useState, type ReactElement } from 'react';
import type { FieldShape } from '../../shared/shape.ts';
import { heldText, taskText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';
import { PinForm } from './PinForm.tsx';
import { RunnersUp } from './RunnersUp.tsx';

interface EvidenceDetailProps {
  readonly shape: FieldShape;
  readonly names: readonly string[];
  readonly pids: Float64Array;
  readonly onTask: (row: number) => void;
}

const FEW = 12;

/** Why a field is believed to be where it is: the relation, who breaks it, and what else was tried. */
export function EvidenceDetail({ shape, names, pids, onTask }: EvidenceDetailProps): ReactElement {
  const [all, setAll] = useState(false);
  const { relation, satisfied, tested, exceptions, runnersUp } = shape.evidence;
  const broken = tested - satisfied;
  const shown = all ? exceptions : exceptions.slice(0, FEW);
  return (
    <div className="evidence">
      <p className="evidence-about">{t(`field.${shape.name}`)}</p>
      <p>
        <span className="evidence-label">{t('evidence.relation')}</span> {visibleText(tell(relation))}
      </p>
      <p>
        <span className="evidence-label">{t('evidence.heldBy')}</span> {heldText(shape.evidence)}
        {broken > 0 && <>; {t('evidence.exceptions', { count: broken })}:</>}
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
          {shown.length === exceptions.length && broken > exceptions.length && (
            <span className="muted">{t('evidence.unlisted', { count: broken - exceptions.length })}</span>
          )}
        </p>
      )}
      {runnersUp.length > 0 && (
        <RunnersUp name={shape.name} caption={t('evidence.runnersUp')} runnersUp={runnersUp} />
      )}
      {runnersUp.length === 0 && shape.pinned === undefined && (
        <p className="muted">{t('evidence.noRunners')}</p>
      )}
      {shape.name !== 'tasks' && <PinForm name={shape.name} shape={shape} />}
    </div>
  );
}
