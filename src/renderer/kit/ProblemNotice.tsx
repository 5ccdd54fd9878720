import type { ReactElement } from 'react';
import type { Problem } from '../../shared/errors.ts';
import { hex } from '../../shared/units.ts';
import { copyText } from './clipboard.ts';
import { t, tell } from './i18n.ts';
import { Icon } from './Icon.tsx';
import { problemText } from './problem-text.ts';
import { visibleText } from './visible-text.ts';

interface ProblemNoticeProps {
  readonly problem: Problem;
  readonly onDismiss?: () => void;
}

/** An expected failure where it happened: what, in which file and where, what was looked for, what to try. */
export function ProblemNotice({ problem, onDismiss }: ProblemNoticeProps): ReactElement {
  const title = t(`problem.${problem.code}`);
  const message = visibleText(tell(problem.message));
  const cancelled = problem.code === 'cancelled';
  return (
    <div
      className={cancelled ? 'problem problem-mild' : 'problem'}
      role={cancelled ? 'status' : 'alert'}
      data-testid="problem"
      data-code={problem.code}
    >
      <Icon name={cancelled ? 'info' : 'error'} />
      <div className="problem-body">
        <p className="problem-title">{title}</p>
        {message !== `${title}.` && <p className="problem-message">{message}</p>}
        {(problem.file !== undefined || problem.offset !== undefined || problem.expected !== undefined) && (
          <dl className="problem-facts">
            {problem.file !== undefined && (
              <div>
                <dt>{t('problem.file')}</dt>
                <dd className="mono">{visibleText(problem.file)}</dd>
              </div>
            )}
            {problem.offset !== undefined && (
              <div>
                <dt>{t('problem.at')}</dt>
                <dd>
                  <span className="mono">{hex(problem.offset)}</span>{' '}
                  {t('problem.atByte', { offset: problem.offset })}
                </dd>
              </div>
            )}
            {problem.expected !== undefined && (
              <div>
                <dt>{t('problem.expected')}</dt>
                <dd>{visibleText(tell(problem.expected))}</dd>
              </div>
            )}
          </dl>
        )}
        {problem.remedy !== undefined && (
          <p className="problem-remedy">{visibleText(tell(problem.remedy))}</p>
        )}
      </div>
      <button
        type="button"
        className="button-icon"
        aria-label={t('problem.copy')}
        title={t('problem.copy')}
        onClick={() => {
          copyText(problemText(problem));
        }}
      >
        <Icon name="copy" />
      </button>
      {onDismiss !== undefined && (
        <button
          type="button"
          className="button-icon"
          aria-label={t('problem.dismiss')}
          title={t('problem.dismiss')}
          onClick={onDismiss}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
