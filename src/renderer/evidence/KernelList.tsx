import type { ReactElement } from 'react';
import type { KernelCandidate } from '../../shared/dump-info.ts';
import { t, tell } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';
import { kernelText } from './kernel-text.ts';

/** The kernels of a dump that holds several, best first, each with what speaks for it and against. */
export function KernelList({ kernels }: { readonly kernels: readonly KernelCandidate[] }): ReactElement {
  return (
    <>
      <h2>{t('kernels.title')}</h2>
      <p className="muted">{t('kernels.order')}</p>
      {kernels.map((kernel) => (
        <details key={kernel.id} className="evidence-field" open={kernel.current}>
          <summary>
            {kernelText(kernel)} {kernel.current && <strong>{t('kernels.current')}</strong>}
          </summary>
          <ul className="evidence-sentences">
            {kernel.evidence.map((sentence) => (
              <li key={sentence.key}>{visibleText(tell(sentence))}</li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}
