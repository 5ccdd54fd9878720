import { useEffect, useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactElement } from 'react';
import type { Space } from '../../shared/api.ts';
import { FOCUS } from '../commands/focus.ts';
import { bytesText, taskText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { useHeight } from '../kit/use-size.ts';
import { visibleText } from '../kit/visible-text.ts';
import { lineHeight } from '../settings/apply-settings.ts';
import { followPointer } from '../workspace/navigate.ts';
import type { MenuEntry, SessionState } from '../workspace/state.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { groupAddress, padAddress } from './address.ts';
import { clampTop, ends, hexKey } from './hex-keys.ts';
import { HexRow } from './HexRow.tsx';
import { HexScrollbar } from './HexScrollbar.tsx';
import { HexTooltip } from './HexTooltip.tsx';
import { Legend } from './Legend.tsx';
import { gapBefore, hexCharacters } from './line-runs.ts';
import { withTargets } from './link-targets.ts';
import { pointerValue } from './pointers.ts';
import type { HexLine, SegmentMap } from './segment-map.ts';
import { spanSource } from './span-source.ts';
import { useHexPointer } from './use-hex-pointer.ts';
import { useLines } from './use-lines.ts';
import { useWheel } from './use-wheel.ts';

const ROW_HEIGHT = 18;

/** What a right click on bytes offers. */
const BYTES_MENU: readonly MenuEntry[] = [
  'hex.follow',
  'hex.pointersHere',
  'hex.bookmark',
  'hex.search',
  '-',
  'hex.copyHex',
  'hex.copyC',
  'hex.copyBase64',
  'hex.copyText',
  'hex.copyAddress',
  'hex.save',
  '-',
  'panel.data',
  'tree.reveal',
];

/** What stands above the hex digits: the number of each column. */
const columnHeads = (rowBytes: number): string =>
  Array.from({ length: rowBytes }, (_, at) => gapBefore(at) + at.toString(16).padStart(2, '0')).join('');

const addressDigits = (space: Space, word: number | undefined): number =>
  space === 'virtual' ? (word === 4 ? 8 : 16) : 12;

/** The selected columns of a line, or −1, −1. */
function selectedColumns(
  line: HexLine,
  first: bigint,
  last: bigint,
  rowBytes: number,
): readonly [number, number] {
  if (line.type !== 'bytes' || last < line.address || first >= line.address + BigInt(rowBytes))
    return [-1, -1];
  const from = first <= line.address ? 0 : Number(first - line.address);
  const to = last - line.address >= BigInt(rowBytes - 1) ? rowBytes : Number(last - line.address) + 1;
  return [from, to];
}

/** The bytes of the whole dump, one space of it at a time. Its state is the first visible row; see `SegmentMap`. */
export function HexView({
  session,
  map,
}: {
  readonly session: SessionState;
  readonly map: SegmentMap;
}): ReactElement {
  const workspace = useWorkspace();
  const rowHeight = useApp(({ settings }) => lineHeight(settings, ROW_HEIGHT, settings.hexSize));
  const grouped = useApp(({ settings }) => settings.groupAddresses);
  const muted = useApp((app) => app.muted);
  const { rowBytes } = map;
  const body = useRef<HTMLDivElement>(null);
  const height = useHeight(body);
  const visible = Math.max(1, Math.floor(height / rowHeight));
  const { id, row, mark, derived, detail } = session;
  const { space, top, selection, visibleRows } = session.hex;
  const { lines, arrivals, problem } = useLines(session, map, visible + 1);
  const { blocks, places } = workspace.caches(id, space);

  const marksAt = useMemo(() => {
    const source = spanSource(session, places, muted, rowBytes);
    const known = new Map<bigint, ReturnType<typeof source>>();
    return (address: bigint) => {
      const marks = known.get(address) ?? withTargets(session, blocks, source(address), address);
      known.set(address, marks);
      return marks;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the rest of the session says nothing of what bytes mean
  }, [derived, detail, row, space, places, blocks, rowBytes, arrivals, muted]);

  useEffect(() => {
    if (visibleRows !== visible)
      workspace.update(id, (now) => ({ ...now, hex: { ...now.hex, visibleRows: visible } }));
  }, [workspace, id, visible, visibleRows]);

  const setTop = (next: number): void => {
    workspace.update(id, (now) => ({ ...now, hex: { ...now.hex, top: clampTop(map, visible, next) } }));
  };
  useWheel(body, rowHeight, visible, (rows) => {
    setTop((workspace.session(id)?.hex.top ?? top) + rows);
  });
  const pointer = useHexPointer(session, marksAt);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key === 'Enter' && selection !== undefined) {
      const line = selection.focus - (selection.focus % BigInt(rowBytes));
      const column = Number(selection.focus - line);
      const span = marksAt(line).spans.find((one) => column >= one.from && column < one.to);
      const bytes = span?.part.kind === 'pointer' ? blocks.peekBytes(span.start, span.part.size) : undefined;
      if (bytes !== undefined) workspace.attempt(followPointer(workspace, id, pointerValue(session, bytes)));
      return;
    }
    const next = hexKey(map, visible, { top, selection }, event.key, event.shiftKey);
    if (next === undefined) return;
    event.preventDefault();
    workspace.update(id, (now) => ({
      ...now,
      hex: {
        ...now.hex,
        top: next.top,
        ...(next.selection === undefined ? {} : { selection: next.selection }),
      },
    }));
  };

  const digits = addressDigits(space, derived.parts?.wordSize);
  const addressText = (address: bigint): string => {
    const padded = padAddress(address, digits);
    return grouped ? groupAddress(padded) : padded;
  };
  const widths = {
    '--row-characters': `${String(hexCharacters(rowBytes))}ch`,
    '--row-bytes': `${String(rowBytes)}ch`,
  } as CSSProperties; // custom properties are no part of the type
  const [first, last] = selection === undefined ? [1n, 0n] : ends(selection);
  const ownerText = (task: number): string | undefined =>
    task < 0 ? undefined : taskText(derived.tree?.names[task], derived.tree?.table.pid[task]);

  return (
    <div className="hex-frame" style={widths}>
      {derived.parts !== undefined && <Legend parts={derived.parts} />}
      <div className="hex-row hex-head" aria-hidden="true">
        <span className="hex-gutter" />
        <span className="hex-address" style={{ width: `${String(addressText(0n).length)}ch` }}>
          {t('hex.address')}
        </span>
        <span className="hex-bytes">{columnHeads(rowBytes)}</span>
        <span className="hex-ascii">{t('hex.text')}</span>
        <span className="hex-notes">{session.derived.parts !== undefined && t('hex.fields')}</span>
      </div>
      <div className="hex-main">
        <div
          ref={body}
          id={FOCUS.hex}
          className="hex-body"
          role="application"
          aria-label={t(`hex.label.${space}`)}
          tabIndex={0}
          data-testid="hex-view"
          data-space={space}
          onKeyDown={onKeyDown}
          {...pointer.handlers}
          onContextMenu={(event) => {
            event.preventDefault();
            pointer.selectUnder(event);
            workspace.set({
              menu: { x: event.clientX, y: event.clientY, label: t('hex.menu'), items: BYTES_MENU },
            });
          }}
        >
          {lines.map((line, index) => {
            if (line.type === 'gap')
              return (
                <div key={top + index} className="hex-row hex-gap" style={{ height: rowHeight }}>
                  <span>{t('hex.gap', { size: bytesText(Number(line.length)), next: line.label })}</span>
                </div>
              );
            const marks = marksAt(line.address);
            const [selectedFrom, selectedTo] = selectedColumns(line, first, last, rowBytes);
            const file = places.peek(line.address)?.file;
            return (
              <HexRow
                key={top + index}
                address={line.address}
                addressText={addressText(line.address)}
                space={space}
                from={line.from}
                to={line.to}
                block={blocks.peek(line.address)}
                rowBytes={rowBytes}
                marks={marks}
                fileOffset={file}
                selectedFrom={selectedFrom}
                selectedTo={selectedTo}
                row={row}
                mark={mark}
                ownerName={ownerText(marks.starts)}
              />
            );
          })}
        </div>
        <HexScrollbar
          controls={FOCUS.hex}
          rows={map.rows}
          visible={visible}
          top={top}
          height={height}
          onScroll={setTop}
        />
      </div>
      {problem !== undefined && (
        <p className="hex-notice" role="status">
          {t('hex.unread', { reason: visibleText(tell(problem.message)) })}
        </p>
      )}
      <HexTooltip session={session} />
    </div>
  );
}
