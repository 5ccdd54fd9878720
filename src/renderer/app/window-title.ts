import { fileName, percentText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import type { SessionState } from '../workspace/state.ts';
import { shareDone } from './stages.ts';

/** The file in front, and how far its analysis is: what a browser's tab or a taskbar shows of it. */
export function windowTitle(session: SessionState | undefined): string {
  if (session === undefined) return 'Taskshape';
  const { path, finished, progress } = session.snapshot;
  const file = fileName(path);
  if (finished) return t('window.title', { file });
  const share = shareDone(progress);
  const done = share === undefined ? '…' : percentText(Math.floor(share * 100));
  return t('window.busy', { file, done });
}
