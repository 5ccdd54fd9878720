import type { ReactElement } from 'react';
import type { SessionSnapshot } from '../../shared/api.ts';
import { t } from '../kit/i18n.ts';

/** How a dump's analysis stands, as a dot: round and pulsing, round, or square, and named for screen readers. */
export function StateDot({ snapshot }: { readonly snapshot: SessionSnapshot }): ReactElement {
  const state = !snapshot.finished ? 'busy' : snapshot.problem === undefined ? 'done' : 'wrong';
  const words = t(`dot.${state}`);
  return <span className={`dot dot-${state}`} role="img" aria-label={words} title={words} />;
}
