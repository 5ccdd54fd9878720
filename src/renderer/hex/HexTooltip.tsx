import { useLayoutEffect, useRef, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { findField } from '../../shared/shape.ts';
import { hex } from '../../shared/units.ts';
import { heldText, taskText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { decodePart } from './decode.ts';
import { pointerValue, targetText } from './pointers.ts';
import { partsOf } from './shape-parts.ts';

const AWAY = 14;

/** What the span under the mouse is: name, place, value, evidence. */
export function HexTooltip({ session }: { readonly session: SessionState }): ReactElement | undefined {
  const workspace = useWorkspace();
  const hovered = useStore(workspace.hover, (state) => state.hovered);
  const box = useRef<HTMLDivElement>(null);
  const tip = hovered?.tip;

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || tip === undefined) return;
    const { width, height } = element.getBoundingClientRect();
    const left = Math.max(4, Math.min(tip.x + AWAY, window.innerWidth - width - 4));
    const below = tip.y + AWAY + height < window.innerHeight;
    element.style.transform = `translate(${String(left)}px, ${String(below ? tip.y + AWAY : tip.y - AWAY - height)}px)`;
  });

  const { shape } = session.snapshot;
  const { parts, tree } = session.derived;
  if (hovered === undefined || tip === undefined || shape === undefined || parts === undefined)
    return undefined;
  const field = findField(shape, hovered.field);
  if (field === undefined) return undefined;
  const part = partsOf(field.name, field.kind, field.offset, field.width, parts.wordSize).find(
    (one) => one.name === hovered.part,
  );
  if (part === undefined) return undefined;
  const { blocks } = workspace.caches(session.id, session.hex.space);
  const bytes = blocks.peekBytes(tip.start, Math.min(part.size, 256));
  const own = hovered.row === session.row ? session.detail : undefined;
  const words = own?.row === hovered.row ? own.fields.find((one) => one.name === hovered.field) : undefined;
  const value =
    part.kind === 'pointer'
      ? undefined
      : tell(words?.text ?? (bytes === undefined ? '…' : decodePart(part.kind, bytes, parts.byteOrder)));
  const address = part.kind === 'pointer' && bytes !== undefined ? pointerValue(session, bytes) : undefined;
  return (
    <div ref={box} className="tooltip" role="tooltip" data-testid="hex-tooltip">
      <p className={`tooltip-title fam-${part.family}`}>
        <span className="swatch" />
        {part.name}
        <span className="muted">{taskText(tree?.names[hovered.row], tree?.table.pid[hovered.row])}</span>
      </p>
      <p className="muted">{t(`field.${field.name}`)}</p>
      <dl>
        <dt>{t('tooltip.place')}</dt>
        <dd className="mono">
          {t('tooltip.placeIs', {
            struct: field.struct,
            offset: hex(part.offset),
            bytes: t('common.bytes', { count: part.size }),
          })}
        </dd>
        {value !== undefined && (
          <>
            <dt>{t('tooltip.value')}</dt>
            <dd>{value}</dd>
          </>
        )}
        {address !== undefined && (
          <>
            <dt>{t('tooltip.leadsTo')}</dt>
            <dd>
              {targetText(session, address)} <span className="mono muted">{hex(address)}</span>
            </dd>
          </>
        )}
        <dt>{t('tooltip.evidence')}</dt>
        <dd>
          {t('tooltip.evidenceIs', {
            held: heldText(field.evidence),
            relation: visibleText(tell(field.evidence.relation)),
          })}
        </dd>
      </dl>
      {address !== undefined && address !== 0n && <p className="tooltip-hint">{t('tooltip.follow')}</p>}
    </div>
  );
}
