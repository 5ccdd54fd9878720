import { memo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Target } from '../../shared/api.ts';
import type { FieldName } from '../../shared/fields.ts';
import { hex } from '../../shared/units.ts';
import { heldText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { EvidenceDetail } from './EvidenceDetail.tsx';
import type { FieldEntry } from './field-groups.ts';

interface FieldRowProps {
  readonly entry: FieldEntry;
  readonly family: string;
  readonly row: number;
  readonly selected: boolean;
  /** Whether its evidence is unfolded. */
  readonly open: boolean;
  readonly onUnfold: (name: FieldName) => void;
  readonly names: readonly string[];
  readonly pids: Float64Array;
  readonly onSelect: (entry: FieldEntry) => void;
  readonly onFollow: (address: bigint) => void;
  readonly onTask: (row: number) => void;
}

/** `init (1) + children`: where there is little room, the member is cut before the task is. */
function TaskMember({ text }: { readonly text: string }): ReactElement {
  // The last one: a name is the dump’s to choose, a member is not.
  const at = text.lastIndexOf(') + ') + 1;
  if (at === 0) return <>{text}</>;
  return (
    <>
      <span className="field-task">{text.slice(0, at)}</span>
      <span className="field-member">{text.slice(at)}</span>
    </>
  );
}

/** Pointers as buttons that follow them; two of them for a list head. */
function Pointers({
  pointers,
  onFollow,
}: {
  readonly pointers: readonly Target[];
  readonly onFollow: (address: bigint) => void;
}): ReactElement {
  return (
    <span className="field-pointers">
      {pointers.map((target, index) => (
        <span key={index} className="field-pointer">
          {pointers.length === 2 && (
            <span className="muted">{index === 0 ? t('fields.next') : t('fields.prev')}</span>
          )}
          <button
            type="button"
            className="link"
            disabled={!target.mapped}
            title={`${hex(target.address)} — ${tell(target.text)}`}
            onClick={(event) => {
              event.stopPropagation();
              onFollow(target.address);
            }}
          >
            {target.row >= 0 ? (
              <TaskMember text={tell(target.text)} />
            ) : target.address === 0n ? (
              tell(target.text)
            ) : (
              `${hex(target.address)} ${tell(target.text)}`
            )}
          </button>
        </span>
      ))}
    </span>
  );
}

export const FieldRow = memo(function FieldRow(props: FieldRowProps): ReactElement {
  const { entry, family, row, selected, open, onSelect } = props;
  const { shape, value, name } = entry;
  const { hover } = useWorkspace();
  const hovered = useStore(hover, (state) => state.hovered?.row === row && state.hovered.field === name);
  const { satisfied, tested } = shape.evidence;
  const whole = satisfied >= tested;
  const held = heldText(shape.evidence);
  const classes = ['field-row', `fam-${family}`, selected && 'is-selected', hovered && 'is-hovered'];
  return (
    <>
      <tr
        className={classes.filter(Boolean).join(' ')}
        data-field={name}
        onPointerEnter={() => {
          hover.setState({ hovered: { row, field: name } });
        }}
        onPointerLeave={() => {
          hover.setState({ hovered: undefined });
        }}
        onClick={() => {
          onSelect(entry);
        }}
      >
        <th scope="row" className="field-name">
          <span className="swatch" />
          <button
            type="button"
            className="field-select"
            aria-pressed={selected}
            title={t('fields.show', { field: name })}
            onClick={(event) => {
              event.stopPropagation();
              onSelect(entry);
            }}
          >
            {name}
          </button>
        </th>
        <td className="field-value">
          {value === undefined ? (
            <span className="muted">…</span>
          ) : value.pointers.length > 0 ? (
            <Pointers pointers={value.pointers} onFollow={props.onFollow} />
          ) : (
            tell(value.text)
          )}
        </td>
        <td className="field-offset mono" title={`${shape.struct} + ${String(shape.offset)}`}>
          {shape.pinned !== undefined && (
            <span className="pin-mark" title={t('pin.mark')}>
              <Icon name="pin" />
              <span className="unseen">{t('pin.mark')}</span>
            </span>
          )}
          +{hex(shape.offset)}
        </td>
        <td className="field-width">{shape.width}</td>
        <td className="field-evidence">
          <button
            type="button"
            className="evidence-toggle"
            aria-expanded={open}
            aria-label={t('fields.evidenceFor', { field: name, held })}
            title={visibleText(tell(shape.evidence.relation))}
            onClick={(event) => {
              event.stopPropagation();
              props.onUnfold(name);
            }}
          >
            <span className={whole ? 'evidence-whole' : 'evidence-partly'}>
              <Icon name={whole ? 'check' : 'warning'} />
              {held}
            </span>
            <Icon name={open ? 'down' : 'right'} />
          </button>
        </td>
      </tr>
      {open && (
        <tr className="field-more" data-evidence={name}>
          <td colSpan={5}>
            <EvidenceDetail shape={shape} names={props.names} pids={props.pids} onTask={props.onTask} />
          </td>
        </tr>
      )}
    </>
  );
});
