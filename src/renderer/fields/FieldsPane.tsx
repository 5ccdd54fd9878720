import {
  memo,
  useCallback,
  useEffect,
  useMemo,
  useLayoutEffect,
  useRef,
  type MouseEvent,
  type ReactElement,
} from 'react';
import type { ContentRun } from '../../shared/api.ts';
import type { FieldName } from '../../shared/fields.ts';
import { hex } from '../../shared/units.ts';
import { nameText, numberText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { hiddenText } from '../tree/cross-view.ts';
import { followPointer, showTask } from '../workspace/navigate.ts';
import { showField, unfoldEvidence } from '../workspace/show-field.ts';
import type { MenuEntry, SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { groupFields, type FieldEntry } from './field-groups.ts';
import { StructStrip } from './StructStrip.tsx';
import { PinForm } from './PinForm.tsx';
import { FieldRow } from './FieldRow.tsx';

interface FieldsPaneProps {
  readonly session: SessionState;
}

const NO_RUNS: readonly ContentRun[] = [];

/** What a right click on a field offers; the field has been marked and its bytes selected by then. */
const FIELD_MENU: readonly MenuEntry[] = [
  'hex.follow',
  'hex.pointersHere',
  'hex.bookmark',
  '-',
  'hex.copyHex',
  'hex.copyC',
  'hex.copyBase64',
  'hex.copyText',
  'hex.copyAddress',
];

/** The pane is drawn again only for what it shows: the session changes with every line scrolled in the hex view. */
const showsTheSame = ({ session: a }: FieldsPaneProps, { session: b }: FieldsPaneProps): boolean =>
  a.id === b.id &&
  a.row === b.row &&
  a.mark === b.mark &&
  a.derived === b.derived &&
  a.detail === b.detail &&
  a.detailProblem === b.detailProblem &&
  a.unfolded === b.unfolded &&
  a.snapshot.shape === b.snapshot.shape;

/** All fields of the selected task, by family. */
export const FieldsPane = memo(function FieldsPane({ session }: FieldsPaneProps): ReactElement {
  const workspace = useWorkspace();
  const { id, row, derived, snapshot, detail, detailProblem } = session;
  const { shape } = snapshot;
  const groups = useMemo(
    () => (shape === undefined ? [] : groupFields(shape, detail?.row === row ? detail : undefined)),
    [shape, detail, row],
  );
  const onSelect = useCallback(
    (entry: FieldEntry) => {
      showField(workspace, id, entry.name);
    },
    [workspace, id],
  );
  const onFollow = useCallback(
    (address: bigint) => {
      workspace.attempt(followPointer(workspace, id, address));
    },
    [workspace, id],
  );
  const onTask = useCallback(
    (task: number) => {
      showTask(workspace, id, task);
    },
    [workspace, id],
  );

  const list = useRef<HTMLTableElement>(null);
  const onUnfold = useCallback(
    (name: FieldName) => {
      unfoldEvidence(workspace, id, name);
      // Once it is drawn: what was asked for is not left below the edge.
      setTimeout(() => {
        list.current?.querySelector(`tr[data-evidence="${name}"]`)?.scrollIntoView({ block: 'nearest' });
      });
    },
    [workspace, id],
  );

  const scroller = useRef<HTMLDivElement>(null);
  const scrollKey = `${id} fields`;
  useLayoutEffect(() => {
    scroller.current?.scrollTo(0, workspace.scrolled.get(scrollKey) ?? 0);
  }, [workspace, scrollKey]);
  const marked = session.mark?.field;
  useEffect(() => {
    if (marked === undefined) return;
    list.current?.querySelector(`tr[data-field="${marked}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [marked, row]);

  const onContextMenu = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const name = event.target.closest('tr[data-field]')?.getAttribute('data-field');
    const entry = groups.flatMap((group) => group.entries).find((one) => one.name === name);
    if (entry === undefined) return;
    event.preventDefault();
    showField(workspace, id, entry.name);
    workspace.set({ menu: { x: event.clientX, y: event.clientY, label: entry.name, items: FIELD_MENU } });
  };

  const { tree } = derived;
  if (tree === undefined || shape === undefined) return <p className="pane-empty">{t('fields.none')}</p>;
  if (row < 0) return <p className="pane-empty">{t('fields.noTask')}</p>;
  const address = tree.table.address[row];
  const hidden = hiddenText(tree.table, row);
  return (
    <section className="fields" aria-label={t('fields.label')}>
      <header className="pane-head">
        <h2 className="pane-title">{nameText(tree.names[row])}</h2>
        <span className="muted">{t('fields.pid', { pid: numberText(tree.table.pid[row]) })}</span>
        {address !== undefined && <span className="mono muted">{hex(address)}</span>}
        <span className="pane-note">{t('fields.recovered', { count: shape.fields.length })}</span>
      </header>
      {hidden !== undefined && (
        <p className="fields-hidden" data-testid="given-away">
          <Icon name="hidden" />
          {hidden}
        </p>
      )}
      {derived.parts !== undefined && (
        <StructStrip
          parts={derived.parts}
          unknown={detail?.row === row ? detail.unknown : NO_RUNS}
          marked={marked}
          onField={(name) => {
            const entry = groups.flatMap((group) => group.entries).find((one) => one.name === name);
            if (entry !== undefined) onSelect(entry);
          }}
        />
      )}
      {detailProblem !== undefined && <ProblemNotice problem={detailProblem} />}
      <div
        ref={scroller}
        className="fields-scroll"
        tabIndex={-1}
        onScroll={(event) => {
          workspace.scrolled.set(scrollKey, event.currentTarget.scrollTop);
        }}
        onContextMenu={onContextMenu}
      >
        <table ref={list} className="field-table" data-testid="field-list">
          <colgroup>
            <col className="col-name" />
            <col className="col-value" />
            <col className="col-offset" />
            <col className="col-width" />
            <col className="col-evidence" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('fields.field')}</th>
              <th scope="col">{t('fields.value')}</th>
              <th scope="col">{t('fields.offset')}</th>
              <th scope="col" className="field-width" title={t('fields.sizeUnit')}>
                {t('fields.size')}
              </th>
              <th scope="col" className="field-evidence">
                {t('fields.evidence')}
              </th>
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.family}>
              <tr className={`field-group fam-${group.family}`}>
                <th colSpan={5} scope="colgroup">
                  {t(`family.${group.family}`)}
                </th>
              </tr>
              {group.entries.map((entry) => (
                <FieldRow
                  key={entry.name}
                  entry={entry}
                  family={group.family}
                  row={row}
                  selected={marked === entry.name}
                  open={session.unfolded.has(entry.name)}
                  onUnfold={onUnfold}
                  names={tree.names}
                  pids={tree.table.pid}
                  onSelect={onSelect}
                  onFollow={onFollow}
                  onTask={onTask}
                />
              ))}
            </tbody>
          ))}
          {shape.missing.length > 0 && (
            <tbody>
              <tr className="field-group">
                <th colSpan={5} scope="colgroup">
                  {t('fields.missing')}
                </th>
              </tr>
              {shape.missing.map(({ name, reason }) => (
                <tr key={name} className="field-row field-missing" data-field={name}>
                  <th scope="row" className="field-name">
                    {name}
                  </th>
                  <td colSpan={2}>{visibleText(tell(reason))}</td>
                  <td colSpan={2}>
                    <PinForm name={name} />
                  </td>
                </tr>
              ))}
            </tbody>
          )}
        </table>
      </div>
    </section>
  );
}, showsTheSame);
