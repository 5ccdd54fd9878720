/** Levels that are indented by a full step; the next ones by half a step, the rest by an eighth. */
const FULL = 7;
const HALF = 9;
/** Deeper levels are indented no further, so that a tree 10,000 deep can still be read. */
const DEEPEST = 40;
const STEP_REM = 0.75;

/**
 * How far a row is indented, in rem: the step shrinks with the depth, as what matters deep down is that a row stands
 * below its parent at all, and the name must keep its room.
 */
export function indentRem(level: number): number {
  const depth = Math.min(Math.max(level, 1), DEEPEST) - 1;
  const full = Math.min(depth, FULL);
  const half = Math.min(Math.max(depth - FULL, 0), HALF);
  const rest = Math.max(depth - FULL - HALF, 0);
  return STEP_REM * (full + half / 2 + rest / 8);
}
