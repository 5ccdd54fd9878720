import type { Workspace } from './workspace.ts';

/** Runs something that will show a dump, saying that it is under way. */
export async function whileOpening<T>(workspace: Workspace, work: () => Promise<T>): Promise<T> {
  const count = (by: number): void => {
    workspace.store.setState((state) => ({ opening: state.opening + by }));
  };
  count(1);
  try {
    return await work();
  } finally {
    count(-1);
  }
}
