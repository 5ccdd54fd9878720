import envPaths from 'env-paths';

/**
 * Where hosts without a shell keep what a user wants to find again: `TASKSHAPE_CONFIG` where that is set, else the
 * user's configuration folder as the system has it.
 */
export function configFolder(): string {
  const named = process.env['TASKSHAPE_CONFIG'];
  return named === undefined || named === '' ? envPaths('taskshape', { suffix: '' }).config : named;
}
