import { openSession } from '../../../../src/main/engine/session/open-session.ts';
import type { Session } from '../../../../src/main/engine/session/session.ts';
import type { SessionEvent } from '../../../../src/shared/api.ts';
import type { TaskTable } from '../../../../src/shared/task-table.ts';

export interface Opening {
  readonly session: Session;
  readonly events: readonly SessionEvent[];
  readonly log: string;
  readonly table: TaskTable;
  /** True when the tree came from an earlier analysis. */
  readonly earlier: boolean;
}

/** Opens a dump as hosts do: runs the session, then lets it keep its result. */
export async function openWith(path: string, folder: string, renew = false): Promise<Opening> {
  const events: SessionEvent[] = [];
  const log: string[] = [];
  const session = openSession({
    id: 's',
    path,
    results: { folder, renew },
    onEvent: (event) => events.push(event),
    onLog: (line) => log.push(line),
  });
  await session.run();
  await session.keep();
  const { table, earlier } = session.snapshot();
  if (table === undefined) throw new Error(`no table:\n${log.join('\n')}`);
  return { session, events, log: log.join('\n'), table, earlier: earlier !== undefined };
}
