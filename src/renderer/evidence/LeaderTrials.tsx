import type { ReactElement } from 'react';
import type { SessionId } from '../../shared/api.ts';
import type { LeaderTrial } from '../../shared/init-search.ts';
import { hex } from '../../shared/units.ts';
import { countText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { AddressLink } from './AddressLink.tsx';

interface LeaderTrialsProps {
  readonly session: SessionId;
  readonly trials: readonly LeaderTrial[];
}

/** Kinds of objects that were taken for tasks where init_task did not lead to them. */
export function LeaderTrials({ session, trials }: LeaderTrialsProps): ReactElement {
  return (
    <>
      <h3>{t('leaders.title')}</h3>
      <p className="muted">{t('leaders.about')}</p>
      <table className="candidates" data-testid="leader-trials">
        <thead>
          <tr>
            <th scope="col">{t('leaders.place')}</th>
            <th scope="col">{t('leaders.delta')}</th>
            <th scope="col">{t('leaders.objects')}</th>
            <th scope="col">{t('leaders.example')}</th>
            <th scope="col">{t('init.why')}</th>
          </tr>
        </thead>
        <tbody>
          {trials.map(({ fate, delta, selfOffset, listOffset, objects, example }) => (
            <tr
              key={`${String(delta)} ${String(selfOffset)} ${String(listOffset)}`}
              className={fate === 'list' ? 'is-taken' : undefined}
            >
              <td>
                {selfOffset !== undefined &&
                  listOffset !== undefined &&
                  t('leaders.placeIs', { self: hex(selfOffset), list: hex(listOffset) })}
              </td>
              <td className="mono">{hex(delta)}</td>
              <td>{countText(objects)}</td>
              <td>
                {example !== undefined && (
                  <AddressLink session={session} physical={example} label={hex(example)} length={8} />
                )}
              </td>
              <td>{t(`leaders.fate.${fate}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
