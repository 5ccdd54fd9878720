import type { ReactElement } from 'react';
import type { EarlierAnalysis } from '../../shared/api.ts';
import type { CommandId } from '../../shared/i18n/catalogue.ts';
import { CommandButton } from '../kit/CommandButton.tsx';
import { bytesText, dateText, durationText, listText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { Timings } from '../kit/Timings.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { noticesOf } from '../workspace/notices-of.ts';
import { pinnedFields } from '../workspace/pins.ts';
import { showField } from '../workspace/show-field.ts';
import type { Details, SessionState } from '../workspace/state.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { machineText } from '../evidence/kernel-text.ts';
import { KernelChooser } from './KernelChooser.tsx';
import { Popover } from './Popover.tsx';
import { StateDot } from './StateDot.tsx';

/** That the tree was found earlier, and the way to look afresh. */
function Earlier({ earlier }: { readonly earlier: EarlierAnalysis }): ReactElement {
  const took = earlier.timings.reduce((sum, timing) => sum + timing.milliseconds, 0);
  return (
    <div className="timings-earlier">
      <p>{t('status.earlierHint', { when: dateText(earlier.endedMs), took: durationText(took) })}</p>
      <CommandButton command="analysis.again" withTitle className="button button-small" />
    </div>
  );
}

/** The line at the bottom: what was found, how much of it, and how long it took. */
export function StatusLine({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const details = useApp((app) => app.details);
  const { info, progress, finished, timings, problem, earlier } = session.snapshot;
  const { tree } = session.derived;
  const kernel = info?.kernel;
  const notices = noticesOf(session.snapshot);
  const taken = timings.reduce((sum, timing) => sum + timing.milliseconds, 0);
  const hidden = tree?.hidden ?? 0;
  const pinned = pinnedFields(session);
  const [firstPinned] = pinned;
  const state = finished
    ? problem === undefined
      ? t('dot.done')
      : t('dot.wrong')
    : t(`stage.${progress.stage}`);
  /** A button that shows and hides what is told in full. */
  const toggle = (command: CommandId, what: Details) => ({
    'aria-expanded': details === what,
    'data-command': command,
    'data-details': what,
    title: t(`command.${command}`),
    onClick: () => {
      workspace.commands.run(command);
    },
  });
  return (
    <footer className="status" data-testid="status-line">
      <span className="status-state">
        <StateDot snapshot={session.snapshot} />
        {state}
      </span>
      {tree !== undefined && (
        <span data-testid="totals">
          {t('status.processes', { count: tree.processes })}, {t('status.threads', { count: tree.threads })}
        </span>
      )}
      {hidden > 0 && (
        <button
          type="button"
          className="status-hidden"
          title={t('status.hiddenHint')}
          data-command="tree.hiddenOnly"
          onClick={() => {
            workspace.commands.run('tree.hiddenOnly');
          }}
        >
          <Icon name="hidden" />
          {t('status.hidden', { count: hidden })}
        </button>
      )}
      {kernel !== undefined && (
        <span title={kernel.banner === undefined ? undefined : visibleText(kernel.banner)}>
          {machineText(kernel, finished)}
        </span>
      )}
      <KernelChooser session={session} />
      {info !== undefined && (
        <span className="status-format" title={visibleText(tell(info.formatDetail))}>
          {t('status.format', { format: info.format, size: bytesText(info.sizeBytes) })}
        </span>
      )}
      {firstPinned !== undefined && (
        <button
          type="button"
          className="status-notice"
          data-testid="pinned"
          title={t('status.pinnedHint', { fields: listText(pinned) })}
          onClick={() => {
            workspace.update(session.id, (now) => ({ ...now, panel: 'fields' }));
            showField(workspace, session.id, firstPinned);
          }}
        >
          <Icon name="pin" />
          {t('status.pinned', { count: pinned.length })}
        </button>
      )}
      {notices.length > 0 && (
        <button type="button" className="status-notice" {...toggle('view.notices', 'notices')}>
          <Icon name="warning" />
          {t('status.notices', { count: notices.length })}
        </button>
      )}
      <span className="spacer" />
      {earlier !== undefined && (
        <span className="status-earlier" data-testid="earlier">
          {t('status.earlier', { when: dateText(earlier.endedMs) })}
        </span>
      )}
      {taken > 0 && (
        <button type="button" className="status-button" {...toggle('view.timings', 'timings')}>
          <Icon name="clock" />
          {durationText(taken)}
        </button>
      )}
      {details === 'timings' && (
        <Popover label={t('timings.title')}>
          <h2>{t('timings.title')}</h2>
          <Timings timings={session.snapshot.timings} />
          {earlier !== undefined && <Earlier earlier={earlier} />}
        </Popover>
      )}
      {details === 'notices' && notices.length > 0 && (
        <Popover label={t('command.view.notices')}>
          <h2>{t('command.view.notices')}</h2>
          <ul>
            {notices.map(tell).map((notice) => (
              <li key={notice}>{visibleText(notice)}</li>
            ))}
          </ul>
        </Popover>
      )}
    </footer>
  );
}
