import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { ReadResult } from '../../shared/api.ts';
import { hex } from '../../shared/units.ts';
import { compareStructs, type ComparedLine } from '../hex/compare-structs.ts';
import { Check } from '../kit/Check.tsx';
import { taskText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { setPanelState } from '../workspace/panel-state.ts';
import { followPointer } from '../workspace/navigate.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** The struct of a task as far as it is known, read whole. */
function useStruct(session: SessionState, row: number): ReadResult | undefined {
  const workspace = useWorkspace();
  const [read, setRead] = useState<{ readonly row: number; readonly read: ReadResult }>();
  const address = session.derived.tree?.table.address[row];
  const length = Math.min(session.derived.parts?.extent ?? 0, 1 << 16);
  const { id } = session;
  useEffect(() => {
    let current = true;
    if (address !== undefined && length > 0)
      workspace.attempt(
        workspace.carrier.call('read', { session: id, space: 'virtual', address, length }).then((found) => {
          if (current) setRead({ row, read: found });
        }),
      );
    return () => {
      current = false;
    };
  }, [workspace, id, row, address, length]);
  return read?.row === row ? read.read : undefined;
}

function Bytes({
  bytes,
  lost,
  differs,
}: {
  readonly bytes: Uint8Array;
  /** What the dump does not hold. */
  readonly lost: readonly boolean[];
  readonly differs: readonly boolean[];
}): ReactElement {
  return (
    <td className="mono">
      {Array.from(bytes, (byte, at) => (
        <span key={at} className={differs[at] === true ? 'differs' : undefined}>
          {lost[at] === true ? '··' : byte.toString(16).padStart(2, '0')}
        </span>
      ))}
    </td>
  );
}

const isDifferent = (line: ComparedLine): boolean => line.differs.includes(true);

/** The structs of two tasks side by side; bytes that differ are marked. */
export function ComparePanel({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const { onlyDifferent } = session.panelState;
  const { tree, parts } = session.derived;
  const [first, second] = session.compared;
  const left = useStruct(session, first);
  const right = useStruct(session, second);
  const lines = useMemo(
    () =>
      left === undefined || right === undefined || parts === undefined
        ? []
        : compareStructs(left, right, parts.parts),
    [left, right, parts],
  );
  if (tree === undefined) return <p className="pane-empty">{t('compare.noTasks')}</p>;
  const choose = (which: 0 | 1): ReactElement => {
    const row = session.compared[which];
    return (
      <span className="compare-task">
        {row < 0 ? (
          <span className="muted">{t('compare.none')}</span>
        ) : (
          <strong>{taskText(tree.names[row], tree.table.pid[row])}</strong>
        )}
        <button
          type="button"
          className="button button-small"
          disabled={session.row < 0 || session.row === row}
          onClick={() => {
            const next: [number, number] = [...session.compared];
            next[which] = session.row;
            workspace.update(session.id, (now) => ({ ...now, compared: next }));
          }}
        >
          {t('compare.put')}
        </button>
      </span>
    );
  };
  /** Goes to the bytes: those of the selected task where it is one of the two, of the first otherwise. */
  const showOffset = (offset: number, length: number): void => {
    const start = tree.table.address[session.row === second ? second : first];
    if (start !== undefined)
      workspace.attempt(followPointer(workspace, session.id, start + BigInt(offset), length));
  };
  const shown = onlyDifferent ? lines.filter(isDifferent) : lines;
  return (
    <section className="compare" aria-label={t('compare.label')} data-testid="compare-panel">
      <div className="panel-bar">
        {choose(0)}
        {choose(1)}
        <label className="check">
          <Check
            on={onlyDifferent}
            onChange={(on) => {
              setPanelState(workspace, session.id, { onlyDifferent: on });
            }}
          />
          {t('compare.onlyDifferent')}
        </label>
        <span className="muted">
          {lines.length > 0 &&
            t('compare.count', {
              count: lines.reduce((sum, line) => sum + line.differs.filter(Boolean).length, 0),
            })}
        </span>
      </div>
      {lines.length === 0 ? (
        <p className="pane-empty">{t('compare.empty')}</p>
      ) : (
        <div className="compare-scroll" tabIndex={0} role="region" aria-label={t('compare.bytes')}>
          <table className="compare-table">
            <thead>
              <tr>
                <th scope="col">{t('evidence.offset')}</th>
                <th scope="col">{taskText(tree.names[first], tree.table.pid[first])}</th>
                <th scope="col">{taskText(tree.names[second], tree.table.pid[second])}</th>
                <th scope="col">{t('evidence.fields')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr key={line.offset}>
                  <th scope="row" className="mono">
                    <button
                      type="button"
                      className="link"
                      title={t('compare.show', { offset: hex(line.offset) })}
                      onClick={() => {
                        showOffset(line.offset, line.left.length);
                      }}
                    >
                      +{hex(line.offset)}
                    </button>
                  </th>
                  <Bytes bytes={line.left} lost={line.lostLeft} differs={line.differs} />
                  <Bytes bytes={line.right} lost={line.lostRight} differs={line.differs} />
                  <td>
                    {isDifferent(line) && <span className="unseen">{t('compare.differs')}</span>}
                    {line.fields.join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
