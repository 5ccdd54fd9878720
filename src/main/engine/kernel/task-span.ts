/**
 * How many bytes of a task belong to it: at most `span`, and no more than the distance at which tasks follow one
 * another in their slabs. Beyond it lies the next task, whose members look like this one's. `least`: what certainly
 * belongs to it; a smaller distance is no task's.
 */
export function taskSpan(tasks: readonly number[], span: number, least: number): number {
  const places = Float64Array.from(tasks.slice(1)).sort();
  const seen = new Set<number>();
  let closest = span;
  places.forEach((place, i) => {
    const distance = place - (places[i - 1] ?? NaN);
    if (!(distance >= least && distance < closest && distance % 8 === 0)) return;
    // One pair alone may be a forgery.
    if (seen.has(distance)) closest = distance;
    seen.add(distance);
  });
  return closest;
}
