import { STAGES, type Progress, type Stage } from '../../shared/api.ts';

/** The stages that show as steps. */
export const STEPS: readonly Stage[] = STAGES.filter((stage) => stage !== 'done');

export const stageIndex = (stage: Stage): number => STAGES.indexOf(stage);

/** Share of the present stage that is done, 0 … 1; undefined when its end is not known. */
export const shareDone = ({ done, total }: Progress): number | undefined =>
  total > 0 ? Math.min(1, done / total) : undefined;
