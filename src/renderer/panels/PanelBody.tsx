import type { ReactElement } from 'react';
import { DiffPanel } from '../diff/DiffPanel.tsx';
import { EvidencePanel } from '../evidence/EvidencePanel.tsx';
import { FieldsPane } from '../fields/FieldsPane.tsx';
import { SearchPanel } from '../search/SearchPanel.tsx';
import { panelsOf, type SessionState } from '../workspace/state.ts';
import { BookmarksPanel } from './BookmarksPanel.tsx';
import { ComparePanel } from './ComparePanel.tsx';
import { DataPanel } from './DataPanel.tsx';

export function PanelBody({ session }: { readonly session: SessionState }): ReactElement {
  switch (panelsOf(session).shown) {
    case 'fields':
      return <FieldsPane session={session} />;
    case 'data':
      return <DataPanel session={session} />;
    case 'search':
      return <SearchPanel session={session} />;
    case 'bookmarks':
      return <BookmarksPanel session={session} />;
    case 'compare':
      return <ComparePanel session={session} />;
    case 'diff':
      return <DiffPanel session={session} />;
    case 'evidence':
      return <EvidencePanel session={session} />;
  }
}
