import type { ReactElement } from 'react';
import { fileName } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import type { SessionState } from '../workspace/state.ts';

/** How far the dump in front is, in words; of what went wrong its notice tells. */
function progressText({ snapshot, derived }: SessionState): string {
  const { path, finished, problem, progress } = snapshot;
  const file = fileName(path);
  if (!finished) return t('announce.stage', { file, stage: t(`stage.${progress.stage}`) });
  const { tree } = derived;
  if (problem !== undefined || tree === undefined) return '';
  return t('announce.done', {
    file,
    processes: t('status.processes', { count: tree.processes }),
    threads: t('status.threads', { count: tree.threads }),
  });
}

/** Tells who cannot see it what the analysis has come to. It stays on the page: a region that comes with its text is not read. */
export function Announcer({ session }: { readonly session: SessionState | undefined }): ReactElement {
  return (
    <p className="unseen" role="status" data-testid="announced">
      {session !== undefined && progressText(session)}
    </p>
  );
}
