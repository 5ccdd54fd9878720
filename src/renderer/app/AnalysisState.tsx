import type { ReactElement } from 'react';
import { bytesText, fileName, leftText, rateText } from '../kit/format.ts';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { visibleText } from '../kit/visible-text.ts';
import type { SessionState } from '../workspace/state.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { shareDone, stageIndex, STEPS } from './stages.ts';

/** Bytes, rate and tasks so far, as one line. */
export function ProgressFacts({ session }: { readonly session: SessionState }): ReactElement {
  const { done, total, bytesPerSecond, tasks } = session.snapshot.progress;
  const facts = [
    total > 0
      ? t('common.ofTotal', { done: bytesText(done), total: bytesText(total) })
      : done > 0
        ? bytesText(done)
        : undefined,
    bytesPerSecond > 0 ? rateText(bytesPerSecond) : undefined,
    leftText(total - done, bytesPerSecond),
    tasks > 0 ? t('analysis.tasksSoFar', { count: tasks }) : undefined,
  ];
  return <span className="progress-facts">{facts.filter(Boolean).join(' · ')}</span>;
}

/** Shown until the first rows are there: what is being done, how far it is, and a way out. */
export function AnalysisState({ session }: { readonly session: SessionState }): ReactElement {
  const { progress, path } = session.snapshot;
  const now = stageIndex(progress.stage);
  return (
    <main className="state" data-testid="analysing">
      <div className="state-card">
        <h1 className="state-title">{t('analysis.title', { file: fileName(path) })}</h1>
        <p className="state-path mono">{visibleText(path)}</p>
        <ol className="steps">
          {STEPS.map((stage) => {
            const at = stageIndex(stage);
            const status = at < now ? 'done' : at === now ? 'now' : 'later';
            return (
              <li
                key={stage}
                className={`step step-${status}`}
                aria-current={status === 'now' ? 'step' : undefined}
              >
                <span className="step-mark">{status === 'done' && <Icon name="check" />}</span>
                {t(`stage.${stage}`)}
              </li>
            );
          })}
        </ol>
        <ProgressBar share={shareDone(progress)} label={t(`stage.${progress.stage}`)} />
        <div className="state-foot">
          <ProgressFacts session={session} />
          <CommandButton command="analysis.cancel" withTitle />
        </div>
      </div>
    </main>
  );
}

/** The same in one strip, once rows are on screen. */
export function AnalysisStrip({ session }: { readonly session: SessionState }): ReactElement {
  const { progress } = session.snapshot;
  return (
    <div className="strip" data-testid="progress">
      <span className="strip-stage">{t(`stage.${progress.stage}`)}</span>
      <ProgressBar share={shareDone(progress)} label={t(`stage.${progress.stage}`)} />
      <ProgressFacts session={session} />
      <CommandButton command="analysis.cancel" withTitle className="button button-small" />
    </div>
  );
}
