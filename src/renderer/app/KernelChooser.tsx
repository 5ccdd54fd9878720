import type { ReactElement } from 'react';
import { kernelText } from '../evidence/kernel-text.ts';
import { t } from '../kit/i18n.ts';
import { selectKernel } from '../workspace/open.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

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
