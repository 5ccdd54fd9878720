import type { ReactElement } from 'react';
import type { StageTiming } from '../../shared/api.ts';
import { bytesText, durationText } from './format.ts';
import { t } from './i18n.ts';

/** What each stage of an analysis took. A stage that ran twice (memory was laid out anew) is one row with the sum. */
export function Timings({ timings }: { readonly timings: readonly StageTiming[] }): ReactElement {
  const stages = [...new Set(timings.map(({ stage }) => stage))];
  return (
    <table className="timings" aria-label={t('timings.title')}>
      <thead>
        <tr>
          <th scope="col">{t('timings.stage')}</th>
          <th scope="col">{t('timings.time')}</th>
          <th scope="col">{t('timings.read')}</th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => {
          const runs = timings.filter((timing) => timing.stage === stage);
          return (
            <tr key={stage}>
              <th scope="row">{t(`stage.${stage}`)}</th>
              <td>{durationText(runs.reduce((sum, { milliseconds }) => sum + milliseconds, 0))}</td>
              <td>{bytesText(runs.reduce((sum, { bytesRead }) => sum + bytesRead, 0))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
