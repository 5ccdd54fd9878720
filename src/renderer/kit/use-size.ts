import { useLayoutEffect, useState, type RefObject } from 'react';

/** The height of an element in CSS pixels, kept up to date. */
export function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    setHeight(target.clientHeight);
    const observer = new ResizeObserver(() => {
      setHeight(target.clientHeight);
    });
    observer.observe(target);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return height;
}
