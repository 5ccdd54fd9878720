import type { ReactElement } from 'react';
import type { FieldName } from '../../shared/fields.ts';
import { unsoughtFields, type RunnerUp, type TaskShape } from '../../shared/shape.ts';
import { PinForm } from '../fields/PinForm.tsx';
import { RunnersUp } from '../fields/RunnersUp.tsx';
import { t, tell } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';

interface MissingFieldsProps {
  readonly shape: TaskShape;
  /** Whether the search is over: what is missing before may still be found. */
  readonly finished: boolean;
}

/** The fields that were not found: which relation was lacking, and which places came closest to it. */
export function MissingFields({ shape, finished }: MissingFieldsProps): ReactElement {
  const unsought = finished ? unsoughtFields(shape) : [];
  return (
    <>
      {shape.missing.length > 0 && <h2>{t('fields.missing')}</h2>}
      {shape.missing.map(({ name, reason, runnersUp }) => (
        <MissingRow key={name} name={name} text={visibleText(tell(reason))} runnersUp={runnersUp} />
      ))}
      {unsought.length > 0 && (
        <>
          <h2>{t('missing.unsought')}</h2>
          <p className="muted">{t('missing.unsoughtAbout')}</p>
        </>
      )}
      {unsought.map((name) => (
        <MissingRow key={name} name={name} text={t(`field.${name}`)} />
      ))}
    </>
  );
}

interface MissingRowProps {
  readonly name: FieldName;
  readonly text: string;
  /** Absent for a field that is not searched for. */
  readonly runnersUp?: readonly RunnerUp[];
}

function MissingRow({ name, text, runnersUp }: MissingRowProps): ReactElement {
  return (
    <details className="evidence-field evidence-lost">
      <summary>
        <span className="mono">{name}</span> <span className="muted">{text}</span>
      </summary>
      <div className="evidence">
        {runnersUp !== undefined && <p className="evidence-about">{t(`field.${name}`)}</p>}
        {runnersUp !== undefined && runnersUp.length > 0 && (
          <RunnersUp name={name} caption={t('missing.closest')} runnersUp={runnersUp} />
        )}
        {runnersUp?.length === 0 && <p className="muted">{t('evidence.noRunners')}</p>}
        <PinForm name={name} />
      </div>
    </details>
  );
}
