import type { ReactElement } from 'react';
import type { SessionSnapshot } from '../../shared/api.ts';

const WORDS = { busy: 'Being analysed', done: 'Analysed', wrong: 'Stopped early' } as const;

/** How a dump's analysis stands, as a dot: round and pulsing, round, or square, and named for screen readers. */
export function StateDot({ snapshot }: { readonly snapshot: SessionSnapshot }): ReactElement {
  const state = !snapshot.finished ? 'busy' : snapshot.problem === undefined ? 'done' : 'wrong';
  return <span className={`dot dot-${state}`} role="img" aria-label={WORDS[state]} title={WORDS[state]} />;
}
