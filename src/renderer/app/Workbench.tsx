import type { ReactElement } from 'react';
import { HexView } from '../hex/HexView.tsx';
import { Inspector } from '../hex/Inspector.tsx';
import { fileName } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SplitPane } from '../kit/SplitPane.tsx';
import { PanelTabs } from '../panels/PanelTabs.tsx';
import { TasksPane } from '../tree/TasksPane.tsx';
import { wasUnpacked } from '../workspace/notices-of.ts';
import { FIRST_SHARES, moveDivider } from '../workspace/shares.ts';
import type { Divider, SessionState } from '../workspace/state.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { AnalysisState, AnalysisStrip } from './AnalysisState.tsx';
import { NothingToBrowse } from './NothingToBrowse.tsx';
import { StatusLine } from './StatusLine.tsx';
import { Toolbar } from './Toolbar.tsx';

function HexPane({ session }: { readonly session: SessionState }): ReactElement {
  const map = session.hex.segments[session.hex.space];
  return (
    <section className="hex" aria-label={t('workbench.bytes')}>
      {map === undefined ? (
        <p className="pane-empty">{t('workbench.noBytes')}</p>
      ) : (
        <HexView key={`${session.id} ${session.hex.space}`} session={session} map={map} />
      )}
      <Inspector session={session} />
    </section>
  );
}

/** One dump: the tree on the left, fields above bytes on the right. */
export function Workbench({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const shares = useApp((state) => state.shares);
  const divider = (name: Divider) => ({
    share: shares[name] ?? FIRST_SHARES[name],
    onShare: (percent: number | undefined) => {
      moveDivider(workspace, name, percent);
    },
  });
  const { snapshot, derived } = session;
  const { tree } = derived;
  const { finished, problem } = snapshot;
  if (!finished && tree === undefined)
    return (
      <>
        <AnalysisState session={session} />
        <StatusLine session={session} />
      </>
    );
  const bytes = <HexPane session={session} />;
  const nothingToBrowse = tree === undefined && session.hex.segments[session.hex.space] === undefined;
  return (
    <main className="workbench">
      <h1 className="unseen">{fileName(snapshot.path)}</h1>
      {!nothingToBrowse && <Toolbar session={session} />}
      {!finished && <AnalysisStrip session={session} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {tree === undefined && !nothingToBrowse && (
        <p className="bytes-hint muted">
          {t(
            snapshot.info !== undefined
              ? 'workbench.memoryAlone'
              : wasUnpacked(snapshot)
                ? 'workbench.unpackedItself'
                : 'workbench.fileItself',
          )}
        </p>
      )}
      <div className="panes">
        {tree === undefined ? (
          nothingToBrowse ? (
            <NothingToBrowse />
          ) : (
            <SplitPane
              // Candidates are wide; what is said of a file’s own bytes is not.
              {...(snapshot.initSearch === undefined
                ? { direction: 'row', label: t('workbench.bytesWidth'), ...divider('bytes') }
                : { direction: 'column', label: t('workbench.triedHeight'), ...divider('tried') })}
              first={<PanelTabs session={session} />}
              second={bytes}
            />
          )
        ) : (
          <SplitPane
            direction="row"
            label={t('workbench.treeWidth')}
            {...divider('tree')}
            first={
              <TasksPane
                id={session.id}
                model={tree}
                picture={session.picture}
                tree={session.tree}
                map={session.map}
                row={session.row}
              />
            }
            second={
              <SplitPane
                direction="column"
                label={t('workbench.fieldsHeight')}
                {...divider('fields')}
                first={<PanelTabs session={session} />}
                second={bytes}
              />
            }
          />
        )}
      </div>
      <StatusLine session={session} />
    </main>
  );
}
