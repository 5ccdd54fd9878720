import { isMade, makeDump } from './make-dump.ts';
import type { MachinePlan } from './matrix.ts';

/** Makes the dumps that are not there yet. Answers why each of the others could not be made, by machine. */
export async function makeDumps(
  work: string,
  plans: readonly MachinePlan[],
  tell: (line: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const reasons = new Map<string, string>();
  for (const plan of plans) {
    if (isMade(work, plan)) continue;
    const start = performance.now();
    try {
      await makeDump(work, plan);
      tell(`made ${plan.name} in ${((performance.now() - start) / 1000).toFixed(0)} s`);
    } catch (error) {
      // Whatever keeps one machine from being made, the others are made and read.
      reasons.set(plan.name, error instanceof Error ? error.message : String(error));
    }
  }
  return reasons;
}
