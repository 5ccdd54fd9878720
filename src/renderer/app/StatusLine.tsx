import { useState, type ReactElement } from 'react';
import { bytesText, countOf, durationText } from '../kit/format.ts';
import { Icon } from '../kit/Icon.tsx';
import type { SessionState } from '../workspace/state.ts';
import { setFilter } from '../workspace/tree-view.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { STAGE_TITLES } from './stages.ts';
import { StateDot } from './StateDot.tsx';

function Timings({ session }: { readonly session: SessionState }): ReactElement {
  return (
    <table className="timings">
      <caption>Time by stage</caption>
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">Time</th>
          <th scope="col">Read</th>
        </tr>
      </thead>
      <tbody>
        {session.snapshot.timings.map((timing) => (
          <tr key={timing.stage}>
            <th scope="row">{STAGE_TITLES[timing.stage]}</th>
            <td>{durationText(timing.milliseconds)}</td>
            <td>{bytesText(timing.bytesRead)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The line at the bottom: what was found, how much of it, and how long it took. */
export function StatusLine({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const [open, setOpen] = useState(false);
  const { info, progress, finished, timings, problem } = session.snapshot;
  const { tree } = session.derived;
  const kernel = info?.kernel;
  const taken = timings.reduce((sum, timing) => sum + timing.milliseconds, 0);
  const hidden = tree?.hidden ?? 0;
  const state = finished
    ? problem === undefined
      ? 'Analysed'
      : 'Stopped early'
    : STAGE_TITLES[progress.stage];
  return (
    <footer className="status" data-testid="status-line">
      <span className="status-state">
        <StateDot snapshot={session.snapshot} />
        {state}
      </span>
      {tree !== undefined && (
        <span data-testid="totals">
          {countOf(tree.processes, 'process', 'processes')}, {countOf(tree.threads, 'thread', 'threads')}
        </span>
      )}
      {hidden > 0 && (
        <button
          type="button"
          className="status-hidden"
          title="Processes that the kernel’s own list does not name. Click to show them."
          onClick={() => {
            setFilter(workspace, session.id, 'hidden:yes');
          }}
        >
          <Icon name="hidden" />
          {countOf(hidden, 'hidden process', 'hidden processes')}
        </button>
      )}
      {kernel !== undefined && (
        <span title={kernel.banner}>
          {kernel.release === undefined ? 'Linux' : `Linux ${kernel.release}`} · {kernel.architecture} ·{' '}
          {kernel.wordSize * 8}-bit {kernel.byteOrder}-endian
        </span>
      )}
      {info !== undefined && (
        <span className="status-format" title={info.formatDetail}>
          {info.format}, {bytesText(info.sizeBytes)}
        </span>
      )}
      {info !== undefined && info.notices.length > 0 && (
        <span className="status-notice" title={info.notices.join('\n')}>
          <Icon name="warning" />
          {countOf(info.notices.length, 'notice', 'notices')}
        </span>
      )}
      <span className="spacer" />
      {taken > 0 && (
        <button
          type="button"
          className="status-button"
          aria-expanded={open}
          title="Time by stage"
          onClick={() => {
            setOpen(!open);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false);
          }}
        >
          <Icon name="clock" />
          {durationText(taken)}
        </button>
      )}
      {open && (
        <div className="popover" role="dialog" aria-label="Time by stage">
          <Timings session={session} />
        </div>
      )}
    </footer>
  );
}
