export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far a window is moved so that the one behind it is seen, in pixels. */
const STEP = 32;

/** The same size, a step to the right and down. */
export const beside = ({ x, y, ...size }: Bounds): Bounds => ({ x: x + STEP, y: y + STEP, ...size });

const MINIMUM = { width: 640, height: 400 } as const;

const overlap = (a: Bounds, b: Bounds): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/**
 * Remembered bounds, moved and shrunk to lie on one of the displays there are now: the one they cover most, or the
 * first. Without displays there is nothing to fit.
 */
export function fitToDisplays(bounds: Bounds, displays: readonly Bounds[]): Bounds {
  const [first, ...others] = displays;
  if (first === undefined) return bounds;
  const area = others.reduce(
    (best, next) => (overlap(bounds, next) > overlap(bounds, best) ? next : best),
    first,
  );
  const width = clamp(bounds.width, Math.min(MINIMUM.width, area.width), area.width);
  const height = clamp(bounds.height, Math.min(MINIMUM.height, area.height), area.height);
  return {
    x: clamp(bounds.x, area.x, area.x + area.width - width),
    y: clamp(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}
