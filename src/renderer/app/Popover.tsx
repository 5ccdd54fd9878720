import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** What is told in full above the status line. Escape, and a click elsewhere, put it away. */
export function Popover({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactElement {
  const workspace = useWorkspace();
  const box = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    box.current?.focus();
    const close = (): void => {
      workspace.set({ details: undefined });
    };
    const onPointerDown = ({ target }: PointerEvent): void => {
      if (!(target instanceof Element)) return;
      // The button that has opened it closes it by itself.
      if (box.current?.contains(target) !== true && target.closest('[data-details]') === null) close();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close();
      if (before instanceof HTMLElement) before.focus();
    };
    document.addEventListener('pointerdown', onPointerDown);
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, [workspace, before]);
  return (
    <div ref={box} className="popover" role="dialog" aria-label={label} tabIndex={-1}>
      {children}
    </div>
  );
}
