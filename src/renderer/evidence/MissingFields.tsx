import type { ReactElement } from 'react';
import { unsoughtFields, type TaskShape } from '../../shared/shape.ts';
import { RunnersUp } from '../fields/RunnersUp.tsx';
import { t } from '../kit/i18n.ts';
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
        <details key={name} className="evidence-field evidence-lost">
          <summary>
            <span className="mono">{name}</span> <span className="muted">{visibleText(reason)}</span>
          </summary>
          <div className="evidence">
            <p className="evidence-about">{t(`field.${name}`)}</p>
            {runnersUp.length > 0 ? (
              <RunnersUp name={name} caption={t('missing.closest')} runnersUp={runnersUp} />
            ) : (
              <p className="muted">{t('evidence.noRunners')}</p>
            )}
          </div>
        </details>
      ))}
      {unsought.length > 0 && (
        <>
          <h2>{t('missing.unsought')}</h2>
          <p className="muted">{t('missing.unsoughtAbout')}</p>
          <p className="mono evidence-exceptions">
            {unsought.map((name) => (
              <span key={name}>{name}</span>
            ))}
          </p>
        </>
      )}
    </>
  );
}
