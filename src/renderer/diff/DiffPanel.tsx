import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { countText, fileName, nameText, taskText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { SearchBox } from '../kit/SearchBox.tsx';
import { Select } from '../kit/Select.tsx';
import { lineHeight } from '../settings/apply-settings.ts';
import { showTask } from '../workspace/navigate.ts';
import { compareWith, setPanelState, toggleDiffKind } from '../workspace/panel-state.ts';
import type { SessionState } from '../workspace/state.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { DIFF_KINDS, diffLines, filterLines, type DiffKind, type DiffLine } from './diff-lines.ts';
import { diffOf, diffPair, partnerOf, partners, type DiffPair } from './diff-pair.ts';

const ROW_HEIGHT = 24;
const SIGNS: Readonly<Record<DiffKind, string>> = { appeared: '+', vanished: '−', changed: '~' };

function Line({
  line,
  pair,
  onTask,
}: {
  readonly line: DiffLine;
  readonly pair: DiffPair;
  readonly onTask: (session: SessionState, row: number) => void;
}): ReactElement {
  const task = taskText(nameText(line.name), line.pid);
  const changes = line.changes.map(({ field, before, after }) => ({
    field,
    change: t('diff.change', { before, after }),
  }));
  const jump = (session: SessionState, row: number | undefined, when: 'before' | 'after') =>
    row !== undefined && (
      <button
        type="button"
        className="link"
        title={fileName(session.snapshot.path)}
        aria-label={t(`diff.goTo.${when}`, { task })}
        onClick={() => {
          onTask(session, row);
        }}
      >
        {t(`diff.${when}`)}
      </button>
    );
  return (
    <>
      <span className="diff-sign" aria-hidden="true">
        {SIGNS[line.kind]}
      </span>
      <span className="unseen">{t(`diff.${line.kind}`)}</span>
      <span className="diff-task" title={task}>
        {task}
      </span>
      <span
        className="diff-changes"
        title={changes.map(({ field, change }) => `${field} ${change}`).join('\n')}
      >
        {changes.map(({ field, change }) => (
          <span key={field}>
            <span className="muted">{field}</span> {change}
          </span>
        ))}
      </span>
      {jump(pair.before, line.before, 'before')}
      {jump(pair.after, line.after, 'after')}
    </>
  );
}

/** What happened between two open dumps: tasks that appeared, vanished and changed. */
export function DiffPanel({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const { diffText: typed, diffLeftOut } = session.panelState;
  const kinds = useMemo(() => new Set(DIFF_KINDS.filter((kind) => !diffLeftOut.has(kind))), [diffLeftOut]);
  const state = useApp((app) => app);
  const rowHeight = lineHeight(state.settings, ROW_HEIGHT);
  const others = partners(state, session);
  const pair = diffPair(state, session);
  const diff = pair === undefined ? undefined : diffOf(pair);
  const before = pair?.before.derived.tree;
  const after = pair?.after.derived.tree;
  const all = useMemo(
    () =>
      diff === undefined || before === undefined || after === undefined ? [] : diffLines(diff, before, after),
    [diff, before, after],
  );
  const lines = useMemo(() => filterLines(all, typed, kinds), [all, typed, kinds]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const onTask = (target: SessionState, row: number): void => {
    workspace.set({ active: target.id });
    if (pair !== undefined)
      compareWith(workspace, target, target.id === pair.before.id ? pair.after : pair.before);
    showTask(workspace, target.id, row);
  };

  if (others.length === 0)
    return (
      <div className="pane-empty">
        <p>{t('diff.noOther')}</p>
        <CommandButton command="file.open" icon="open" withTitle className="button" />
      </div>
    );
  return (
    <section className="diff" aria-label={t('diff.label')} data-testid="diff-panel">
      <div className="panel-bar">
        <label className="check">
          {t('diff.with')}
          <Select
            value={partnerOf(state, session)?.id}
            placeholder={t('diff.choose')}
            options={others.map(({ id }) => id)}
            text={(id) => fileName(others.find((one) => one.id === id)?.snapshot.path ?? id)}
            onChange={(id) => {
              const other = others.find((one) => one.id === id);
              if (other !== undefined) compareWith(workspace, session, other);
            }}
          />
        </label>
        {DIFF_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className="toggle"
            aria-pressed={kinds.has(kind)}
            data-kind={kind}
            onClick={() => {
              toggleDiffKind(workspace, session, kind);
            }}
          >
            {t(`diff.${kind}`)}{' '}
            <span className="panel-count">{countText(diff === undefined ? 0 : diff[kind].length)}</span>
          </button>
        ))}
        <SearchBox
          label={t('diff.filter')}
          className="diff-filter"
          text={typed}
          onText={(diffText) => {
            setPanelState(workspace, session.id, { diffText });
          }}
        />
        <CommandButton command="diff.saveCsv" text={t('diff.asCsv')} className="button button-small" />
        <CommandButton command="diff.saveJson" text={t('diff.asJson')} className="button button-small" />
      </div>
      {pair !== undefined && diff !== undefined && (
        <p className="diff-pair muted">
          {t('diff.pair', {
            before: fileName(pair.before.snapshot.path),
            after: fileName(pair.after.snapshot.path),
            same: diff.same,
          })}
          {diff.same === 0 && diff.changed.length === 0 && all.length > 0 && (
            <strong className="diff-strangers"> {t('diff.strangers')}</strong>
          )}
        </p>
      )}
      <div ref={scroller} className="diff-lines" tabIndex={0} role="region" aria-label={t('tree.label')}>
        {pair !== undefined && lines.length === 0 && (
          <p className="pane-empty">{all.length === 0 ? t('diff.nothing') : t('diff.none')}</p>
        )}
        <ul style={{ height: virtual.getTotalSize() }}>
          {pair !== undefined &&
            virtual.getVirtualItems().map(({ index, start }) => {
              const line = lines[index];
              return line === undefined ? undefined : (
                <li
                  key={index}
                  className={`diff-line diff-${line.kind}`}
                  aria-setsize={lines.length}
                  aria-posinset={index + 1}
                  data-pid={line.pid}
                  style={{ height: rowHeight, transform: `translateY(${String(start)}px)` }}
                >
                  <Line line={line} pair={pair} onTask={onTask} />
                </li>
              );
            })}
        </ul>
      </div>
    </section>
  );
}
