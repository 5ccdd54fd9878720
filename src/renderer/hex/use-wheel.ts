import { useEffect, useRef, type RefObject } from 'react';

/**
 * Calls back with whole rows scrolled by wheel or touchpad. What is less than a row is kept for the next turn, so that
 * slow touchpads scroll too. Not a React handler: those are passive and could not keep the page from moving.
 */
export function useWheel(
  element: RefObject<HTMLElement | null>,
  rowHeight: number,
  pageRows: number,
  onRows: (rows: number) => void,
): void {
  const latest = useRef(onRows);
  useEffect(() => {
    latest.current = onRows;
  });
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    let left = 0;
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey) return; // zooms the page
      event.preventDefault();
      const unit =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE
          ? 1
          : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
            ? pageRows
            : 1 / rowHeight;
      left += event.deltaY * unit * (event.altKey ? 10 : 1);
      const rows = Math.trunc(left);
      left -= rows;
      if (rows !== 0) latest.current(rows);
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      target.removeEventListener('wheel', onWheel);
    };
  }, [element, rowHeight, pageRows]);
}
