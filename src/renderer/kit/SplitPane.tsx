import {
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { recallNumber, rememberNumber } from './preferences.ts';

interface SplitPaneProps {
  readonly direction: 'row' | 'column';
  /** Under which the share is remembered. */
  readonly name: string;
  /** What the divider is called. */
  readonly label: string;
  /** Percent of the first pane at first. */
  readonly initial: number;
  readonly first: ReactNode;
  readonly second: ReactNode;
}

const LEAST = 15;
const MOST = 85;
const clamp = (percent: number): number => Math.min(MOST, Math.max(LEAST, percent));

/** Two panes with a divider that mouse and arrow keys move. */
export function SplitPane({ direction, name, label, initial, first, second }: SplitPaneProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(() => clamp(recallNumber(`split.${name}`, initial)));
  const across = direction === 'row';

  const move = (percent: number): void => {
    const next = clamp(percent);
    setShare(next);
    rememberNumber(`split.${name}`, next);
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
          move(initial);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="split-second">{second}</div>
    </div>
  );
}
