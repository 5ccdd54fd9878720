import { STAGES, type Progress, type Stage } from '../../shared/api.ts';

/** What each stage does, for people. */
export const STAGE_TITLES: Readonly<Record<Stage, string>> = {
  open: 'Opening the file',
  locate: 'Locating the kernel',
  shape: 'Learning the shape of task_struct',
  tasks: 'Reading all tasks',
  carve: 'Looking for hidden tasks',
  done: 'Done',
};

/** The stages that show as steps. */
export const STEPS: readonly Stage[] = STAGES.filter((stage) => stage !== 'done');

export const stageIndex = (stage: Stage): number => STAGES.indexOf(stage);

/** Share of the present stage that is done, 0 … 1; undefined when its end is not known. */
export const shareDone = ({ done, total }: Progress): number | undefined =>
  total > 0 ? Math.min(1, done / total) : undefined;
