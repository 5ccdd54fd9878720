import { useEffect, type ReactElement } from 'react';
import { taskFirst } from '../../shared/shape.ts';
import { hex } from '../../shared/units.ts';
import { EvidenceDetail } from '../fields/EvidenceDetail.tsx';
import { CommandButton } from '../kit/CommandButton.tsx';
import { heldText, percentText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { Timings } from '../kit/Timings.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { askForDigest } from '../workspace/digest.ts';
import { showTask } from '../workspace/navigate.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { Disagreements } from './Disagreements.tsx';
import { InitCandidates } from './InitCandidates.tsx';
import { KernelList } from './KernelList.tsx';
import { MissingFields } from './MissingFields.tsx';

function Fingerprint({ session }: { readonly session: SessionState }): ReactElement {
  const { fingerprint } = session;
  if (fingerprint?.sha256 !== undefined)
    return (
      <span className="mono" data-testid="sha256">
        {fingerprint.sha256}
      </span>
    );
  if (fingerprint === undefined || fingerprint.total === 0) return <span className="muted">…</span>;
  const percent = Math.floor((100 * fingerprint.done) / fingerprint.total);
  return <span className="muted">{percentText(percent)}</span>;
}

/** How the dump was understood, from the first scan to every field; all of it can be taken along as a report. */
export function EvidencePanel({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const { id, snapshot, derived } = session;
  const { kernels = [], info, initSearch, shape } = snapshot;
  // Of a dump known from before, the stages that found all this.
  const timings = snapshot.earlier?.timings ?? snapshot.timings;
  const { tree } = derived;
  const fields = shape === undefined ? [] : taskFirst(shape.fields);
  const asked = session.fingerprint !== undefined;
  useEffect(() => {
    if (!asked) workspace.attempt(askForDigest(workspace, id));
  }, [workspace, id, asked]);

  const onTask = (row: number): void => {
    showTask(workspace, id, row);
  };
  return (
    <section className="evidence-panel" aria-label={t('evidence.label')} data-testid="evidence-panel">
      <div className="panel-bar">
        <CommandButton command="report.html" icon="file" withTitle className="button" />
        <CommandButton command="report.json" icon="file" withTitle className="button" />
        <span className="evidence-digest">
          <span className="muted">{t('evidence.digest')}</span> <Fingerprint session={session} />
        </span>
      </div>
      <div className="evidence-scroll" tabIndex={0} role="region" aria-label={t('evidence.region')}>
        <h2>{t('evidence.stages')}</h2>
        <Timings timings={timings} />
        {info?.kernel !== undefined && (
          <>
            <h2>{t('evidence.kernel')}</h2>
            <ol className="evidence-sentences">
              {info.kernel.evidence.map((sentence) => (
                <li key={sentence.key}>{visibleText(tell(sentence))}</li>
              ))}
            </ol>
          </>
        )}
        {kernels.length > 1 && <KernelList kernels={kernels} />}
        {initSearch !== undefined && (
          <InitCandidates session={id} search={initSearch} kernel={info?.kernel} />
        )}
        {tree !== undefined && <Disagreements tree={tree} onTask={onTask} />}
        {shape !== undefined && <h2>{t('evidence.fieldsFound', { count: shape.fields.length })}</h2>}
        {fields.map((field) => {
          const { satisfied, tested } = field.evidence;
          return (
            <details key={field.name} className="evidence-field">
              <summary>
                <span className="mono evidence-name">{field.name}</span>
                <span className="mono muted evidence-place">
                  {field.struct} + {hex(field.offset)}
                </span>
                {field.pinned !== undefined && (
                  <span className="pin-mark">
                    <Icon name="pin" />
                    {t('pin.mark')}
                  </span>
                )}
                <span className={satisfied >= tested ? 'evidence-whole' : 'evidence-partly'}>
                  <Icon name={satisfied >= tested ? 'check' : 'warning'} />
                  {heldText(field.evidence)}
                </span>
                <span className="muted">
                  {satisfied < tested && t('evidence.exceptions', { count: tested - satisfied })}
                </span>
              </summary>
              <EvidenceDetail
                shape={field}
                names={tree?.names ?? []}
                pids={tree?.table.pid ?? new Float64Array(0)}
                onTask={onTask}
              />
            </details>
          );
        })}
        {shape !== undefined && <MissingFields shape={shape} finished={snapshot.finished} />}
      </div>
    </section>
  );
}
