import type { ReactElement } from 'react';
import type { SessionId } from '../../shared/api.ts';
import { t } from '../kit/i18n.ts';
import { goToPhysical } from '../workspace/go-to.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

interface AddressLinkProps {
  readonly session: SessionId;
  readonly physical: number;
  readonly label: string;
  /** Bytes to select. */
  readonly length: number;
}

/** A place in memory that the hex view goes to, in the addresses it shows or in physical ones. */
export function AddressLink({ session, physical, label, length }: AddressLinkProps): ReactElement {
  const workspace = useWorkspace();
  return (
    <button
      type="button"
      className="link mono"
      title={t('init.show', { address: label })}
      onClick={() => {
        workspace.attempt(goToPhysical(workspace, session, physical, length));
      }}
    >
      {label}
    </button>
  );
}
