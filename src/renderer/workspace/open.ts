import type { HostInfo, SessionId } from '../../shared/api.ts';
import { adopt, forget } from './host-events.ts';
import { whileOpening } from './opening.ts';
import type { Upload } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Runs something that will open a dump, showing that it is under way and what goes wrong. */
function opening(workspace: Workspace, work: () => Promise<readonly SessionId[]>): void {
  workspace.attempt(
    whileOpening(workspace, async () => {
      await Promise.all((await work()).map((id) => adopt(workspace, id)));
    }),
  );
}

export const openPath = (workspace: Workspace, path: string): void => {
  opening(workspace, async () => [await workspace.carrier.call('openDump', { path })]);
};

/** Opens the dump that the address of the tab asks for, if it is not open there already. */
export function openAsked(workspace: Workspace): void {
  const { asked } = workspace.carrier;
  if (asked === undefined) return;
  opening(workspace, async () => {
    const { sessions } = await workspace.carrier.call('describeHost', {});
    const open = sessions.find(({ path }) => path === asked);
    return [open?.session ?? (await workspace.carrier.call('openDump', { path: asked }))];
  });
}

export const openSample = (workspace: Workspace): void => {
  opening(workspace, async () => [await workspace.carrier.call('openSample', {})]);
};

/** The host's own file dialog, or in browser mode the one in the page. */
export function askForFiles(workspace: Workspace): void {
  const { host } = workspace.store.getState();
  if (host === undefined) {
    // The key was pressed before the host has said which of the two it has.
    workspace.attempt(
      workspace.carrier.call('describeHost', {}).then((described) => {
        ask(workspace, described);
      }),
    );
  } else ask(workspace, host);
}

function ask(workspace: Workspace, { mode }: HostInfo): void {
  if (mode === 'browser') workspace.set({ pickerOpen: true });
  else opening(workspace, () => workspace.carrier.call('pickFiles', {}));
}

let uploadId = 0;

/** Opens dropped files; where they have to be sent to the host first, shows how far each one is. */
export function openFiles(workspace: Workspace, files: readonly File[]): void {
  for (const file of files) {
    const id = ++uploadId;
    const abort = new AbortController();
    const change = (next: (upload: Upload) => Upload): void => {
      workspace.store.setState((state) => ({
        uploads: state.uploads.map((upload) => (upload.id === id ? next(upload) : upload)),
      }));
    };
    const upload: Upload = {
      id,
      name: file.name,
      sent: 0,
      total: file.size,
      startedAt: performance.now(),
      cancel: () => {
        abort.abort();
      },
    };
    workspace.store.setState((state) => ({ uploads: [...state.uploads, upload] }));
    const sending = workspace.carrier.openDropped(
      file,
      (sent, total) => {
        change((now) => ({ ...now, sent, total }));
      },
      abort.signal,
    );
    opening(workspace, () =>
      sending
        .then(
          (session) => [session],
          (thrown: unknown) => {
            if (abort.signal.aborted) return [];
            throw thrown;
          },
        )
        .finally(() => {
          workspace.store.setState((state) => ({
            uploads: state.uploads.filter((other) => other.id !== id),
          }));
        }),
    );
  }
}

export const cancelAnalysis = (workspace: Workspace, session: SessionId): void => {
  workspace.attempt(workspace.carrier.call('cancelAnalysis', { session }));
};

/** Looks at the dump afresh, whatever is known of it from earlier. */
export const analyseAgain = (workspace: Workspace, session: SessionId): void => {
  workspace.attempt(workspace.carrier.call('analyseAgain', { session }));
};

export const selectKernel = (workspace: Workspace, session: SessionId, kernel: number): void => {
  workspace.attempt(workspace.carrier.call('selectKernel', { session, kernel }));
};

export function closeSession(workspace: Workspace, session: SessionId): void {
  forget(workspace, session);
  workspace.attempt(workspace.carrier.call('closeDump', { session }));
}
