import type { SessionSnapshot } from '../../shared/api.ts';
import type { Problem } from '../../shared/errors.ts';
import type { Session } from '../engine/session/session.ts';

/** One dump after its analysis. The session stays open, so that bytes can be read. */
export interface AnalysedDump {
  readonly session: Session;
  readonly snapshot: SessionSnapshot;
  /** Why the analysis ended early; what it found before is in the snapshot. */
  readonly problem: Problem | undefined;
}
