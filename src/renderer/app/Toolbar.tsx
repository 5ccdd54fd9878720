import type { ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import type { SessionState } from '../workspace/state.ts';
import { AddressBox } from './AddressBox.tsx';
import { FilterBox } from './FilterBox.tsx';

export function Toolbar({ session }: { readonly session: SessionState }): ReactElement {
  return (
    <div className="toolbar" role="toolbar" aria-label={t('toolbar.label')}>
      {session.derived.tree !== undefined && <TreeTools session={session} />}
      <span className="spacer" />
      <CommandButton command="nav.back" icon="back" className="button-icon" />
      <CommandButton command="nav.forward" icon="forward" className="button-icon" />
      <AddressBox session={session} />
    </div>
  );
}

/** What is for tasks alone. */
function TreeTools({ session }: { readonly session: SessionState }): ReactElement {
  return (
    <>
      <FilterBox session={session} />
      <CommandButton command="view.kernelThreads" icon="kernel" withTitle className="toggle" />
      <CommandButton command="view.threads" icon="threads" withTitle className="toggle" />
      <CommandButton command="tree.zombies" icon="zombie" className="toggle toggle-small" />
      <CommandButton command="tree.namespaces" icon="namespaces" className="toggle toggle-small" />
      <span className="toolbar-line" />
      <CommandButton command="tree.flat" icon="flat" className="toggle toggle-small" />
      <CommandButton command="tree.map" icon="map" className="toggle toggle-small" />
      <CommandButton command="tree.columns" icon="columns" className="button-icon" />
    </>
  );
}
