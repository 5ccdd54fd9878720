import type { SessionId } from '../../shared/api.ts';
import type { Workspace } from './workspace.ts';

/** Has the SHA-256 of a dump's file computed, in the background. */
export const askForDigest = (workspace: Workspace, id: SessionId): Promise<unknown> =>
  workspace.carrier.call('fingerprint', { session: id });

/** Waits until the SHA-256 of a dump's file is known, or the dump closed. */
export async function whenDigested(workspace: Workspace, id: SessionId): Promise<void> {
  const isOver = (): boolean => {
    const session = workspace.session(id);
    return session === undefined || session.fingerprint?.sha256 !== undefined;
  };
  if (isOver()) return;
  const over = new Promise<void>((resolve) => {
    const stop = workspace.store.subscribe(() => {
      if (!isOver()) return;
      stop();
      resolve();
    });
  });
  await askForDigest(workspace, id);
  await over;
}
