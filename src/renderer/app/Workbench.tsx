import type { ReactElement } from 'react';
import { HexView } from '../hex/HexView.tsx';
import { Inspector } from '../hex/Inspector.tsx';
import { fileName } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SplitPane } from '../kit/SplitPane.tsx';
import { ProcessMap } from '../map/ProcessMap.tsx';
import { EvidencePanel } from '../evidence/EvidencePanel.tsx';
import { PanelTabs } from '../panels/PanelTabs.tsx';
import { TaskTree } from '../tree/TaskTree.tsx';
import type { SessionState } from '../workspace/state.ts';
import { AnalysisState, AnalysisStrip } from './AnalysisState.tsx';
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
      <div className="panes">
        {tree === undefined ? (
          nothingToBrowse ? null : snapshot.initSearch === undefined ? (
            bytes
          ) : (
            <SplitPane
              direction="column"
              name="tried"
              label={t('workbench.triedHeight')}
              initial={44}
              first={<EvidencePanel session={session} />}
              second={bytes}
            />
          )
        ) : (
          <SplitPane
            direction="row"
            name="tree"
            label={t('workbench.treeWidth')}
            initial={42}
            first={
              session.picture === 'map' ? (
                <ProcessMap session={session.id} model={tree} selected={session.row} />
              ) : (
                <TaskTree session={session.id} model={tree} state={session.tree} selected={session.row} />
              )
            }
            second={
              <SplitPane
                direction="column"
                name="fields"
                label={t('workbench.fieldsHeight')}
                initial={44}
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
