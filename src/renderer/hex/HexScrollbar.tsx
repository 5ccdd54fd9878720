import { useRef, type PointerEvent, type ReactElement } from 'react';
import { t } from '../kit/i18n.ts';

interface HexScrollbarProps {
  readonly controls: string;
  readonly rows: number;
  readonly visible: number;
  readonly top: number;
  /** Height of the track in pixels. */
  readonly height: number;
  readonly onScroll: (top: number) => void;
}

const LEAST_HANDLE = 28;

/** A scrollbar for more rows than any element can be tall: its handle never gets too small to grip. */
export function HexScrollbar(props: HexScrollbarProps): ReactElement {
  const { controls, rows, visible, top, height, onScroll } = props;
  const grip = useRef(0);
  const last = Math.max(0, rows - visible);
  const handle = Math.min(height, Math.max(LEAST_HANDLE, (height * visible) / Math.max(rows, 1)));
  const travel = Math.max(1, height - handle);
  const at = last === 0 ? 0 : (travel * top) / last;

  const scrollTo = (y: number): void => {
    onScroll(Math.round((Math.min(Math.max(y, 0), travel) / travel) * last));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    // The keys that scroll belong to the bytes: pressing here must not take the focus from them.
    event.preventDefault();
    document.getElementById(controls)?.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    const onHandle = y >= at && y < at + handle;
    grip.current = onHandle ? y - at : handle / 2;
    if (!onHandle) scrollTo(y - grip.current);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    scrollTo(event.clientY - event.currentTarget.getBoundingClientRect().top - grip.current);
  };

  return (
    <div
      className="hex-scrollbar"
      role="scrollbar"
      aria-label={t('hex.position')}
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuenow={top}
      aria-valuemin={0}
      aria-valuemax={last}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
    >
      {rows > visible && (
        <div className="hex-handle" style={{ height: handle, transform: `translateY(${String(at)}px)` }} />
      )}
    </div>
  );
}
