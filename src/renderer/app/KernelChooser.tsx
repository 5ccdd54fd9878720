import type { ReactElement } from 'react';
import type { KernelCandidate } from '../../shared/dump-info.ts';
import { t } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';
import { selectKernel } from '../workspace/open.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** Of a release; real ones are far shorter (`__NEW_UTS_LEN`, include/uapi/linux/utsname.h). */
const MOST_RELEASE = 64;

/** A kernel in one line: which it is and how many tasks it has. */
export const kernelText = ({ id, release, wordSize, tasks }: KernelCandidate): string =>
  t('kernels.one', {
    id,
    system: release === undefined ? 'Linux' : `Linux ${visibleText(release, MOST_RELEASE)}`,
    bits: wordSize * 8,
    tasks,
  });

/** Which kernel is shown, where a dump holds several. */
export function KernelChooser({ session }: { readonly session: SessionState }): ReactElement | undefined {
  const workspace = useWorkspace();
  const { kernels = [], finished } = session.snapshot;
  if (kernels.length < 2) return undefined;
  return (
    <label className="status-kernels" title={t('kernels.hint')}>
      <span>{t('kernels.count', { count: kernels.length })}</span>
      <select
        aria-label={t('kernels.label')}
        disabled={!finished}
        value={kernels.find((kernel) => kernel.current)?.id}
        onChange={(event) => {
          selectKernel(workspace, session.id, Number(event.target.value));
        }}
      >
        {kernels.map((kernel) => (
          <option key={kernel.id} value={kernel.id}>
            {kernelText(kernel)}
          </option>
        ))}
      </select>
    </label>
  );
}
