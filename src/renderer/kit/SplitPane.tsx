import { useRef, type KeyboardEvent, type PointerEvent, type ReactElement, type ReactNode } from 'react';

interface SplitPaneProps {
  readonly direction: 'row' | 'column';
  /** What the divider is called. */
  readonly label: string;
  /** Percent of the first pane. */
  readonly share: number;
  /** Undefined: back to what it was at first. */
  readonly onShare: (percent: number | undefined) => void;
  readonly first: ReactNode;
  readonly second: ReactNode;
}

const LEAST = 15;
const MOST = 85;
const clamp = (percent: number): number => Math.min(MOST, Math.max(LEAST, percent));

/** Two panes with a divider that mouse and arrow keys move. */
export function SplitPane(props: SplitPaneProps): ReactElement {
  const { direction, label, onShare, first, second } = props;
  const box = useRef<HTMLDivElement>(null);
  const share = clamp(props.share);
  const across = direction === 'row';

  const move = (percent: number): void => {
    onShare(clamp(percent));
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const bounds = box.current?.getBoundingClientRect();
    if (bounds === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const at = across
      ? (event.clientX - bounds.left) / bounds.width
      : (event.clientY - bounds.top) / bounds.height;
    move(at * 100);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2 }[event.key];
    if (by !== undefined) move(share + by);
    else if (event.key === 'Home') move(LEAST);
    else if (event.key === 'End') move(MOST);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={box} className={`split split-${direction}`}>
      <div className="split-first" style={{ flexBasis: `${String(share)}%` }}>
        {first}
      </div>
      <div
        className="split-divider"
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={across ? 'vertical' : 'horizontal'}
        aria-valuenow={Math.round(share)}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointerMove}
        onDoubleClick={() => {
          onShare(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="split-second">{second}</div>
    </div>
  );
}
