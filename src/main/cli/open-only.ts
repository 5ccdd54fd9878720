import { openSession } from '../engine/session/open-session.ts';
import type { AnalysedDump } from './analysed-dump.ts';
import type { DumpArgument } from './analyse-dump.ts';

/** Opens a dump without analysing it: enough to read by physical address or file offset, whatever is in it. */
export async function openOnly(dump: DumpArgument): Promise<AnalysedDump> {
  const session = openSession({
    id: dump.displayPath,
    path: dump.path,
    displayPath: dump.displayPath,
    onEvent: () => undefined,
  });
  // The file is open once the analysis has begun.
  const running = session.run();
  session.cancel();
  await running;
  const snapshot = session.snapshot();
  const problem = snapshot.problem?.code === 'cancelled' ? undefined : snapshot.problem;
  return { session, snapshot, problem };
}
