import { parseQuery } from '../tree/filter.ts';
import { askForFiles, cancelAnalysis, closeSession, openSample } from '../workspace/open.ts';
import { canGoBack, canGoForward } from '../workspace/history.ts';
import { setSpace, showTask, travel } from '../workspace/navigate.ts';
import { FOCUS, focus } from './focus.ts';
import type { SessionState } from '../workspace/state.ts';
import { setFilter, setFolded, toggleTree } from '../workspace/tree-view.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './registry.ts';

const ZOOM_STEPS = [0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** All that the window can do. Titles are what buttons and menus say. */
export function appCommands(workspace: Workspace): readonly Command[] {
  /** A command about the dump in front; not enabled while there is none or `when` says no. */
  const onSession = (
    id: string,
    title: string,
    shortcuts: readonly string[],
    run: (session: SessionState) => void,
    when: (session: SessionState) => boolean = () => true,
    isOn?: (session: SessionState) => boolean,
  ): Command => ({
    id,
    title,
    shortcuts,
    isEnabled: () => {
      const session = workspace.active;
      return session !== undefined && when(session);
    },
    ...(isOn === undefined ? {} : { isOn: () => workspace.active !== undefined && isOn(workspace.active) }),
    run: () => {
      if (workspace.active !== undefined) run(workspace.active);
    },
  });

  const zoom = (by: 1 | -1 | 0): void => {
    const { zoom: now } = workspace.store.getState();
    const at = ZOOM_STEPS.findIndex((stepped) => stepped >= now);
    workspace.set({ zoom: by === 0 ? 1 : (ZOOM_STEPS[at + by] ?? now) });
  };

  const nextTab = (by: 1 | -1): void => {
    const { sessions, active } = workspace.store.getState();
    const at = sessions.findIndex((session) => session.id === active);
    const next = sessions[(at + by + sessions.length) % sessions.length];
    if (next !== undefined) workspace.set({ active: next.id });
  };

  const hasTree = (session: SessionState): boolean => session.derived.tree !== undefined;
  const hasHex = (session: SessionState): boolean => session.hex.segments[session.hex.space] !== undefined;
  const canSee = (space: 'virtual' | 'physical' | 'file') => (session: SessionState) =>
    session.hex.segments[space] !== undefined;

  return [
    {
      id: 'file.open',
      title: 'Open…',
      shortcuts: ['Mod+O'],
      run: () => {
        askForFiles(workspace);
      },
    },
    {
      id: 'file.sample',
      title: 'Open the sample',
      isEnabled: () => workspace.store.getState().host?.sample === true,
      run: () => {
        openSample(workspace);
      },
    },
    onSession('file.close', 'Close dump', ['Mod+W'], (session) => {
      closeSession(workspace, session.id);
    }),
    {
      id: 'edit.copy',
      title: 'Copy',
      run: () => {
        // The copy event is answered by the pane that has the focus. It needs no clipboard permission.
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the clipboard API would need one
        document.execCommand('copy');
      },
    },
    onSession(
      'analysis.cancel',
      'Cancel the analysis',
      [],
      (session) => {
        cancelAnalysis(workspace, session.id);
      },
      (session) => !session.snapshot.finished,
    ),
    onSession(
      'view.find',
      'Filter tasks',
      ['Mod+F'],
      () => {
        focus(FOCUS.filter);
      },
      hasTree,
    ),
    onSession(
      'view.goto',
      'Go to address',
      ['Mod+G'],
      () => {
        focus(FOCUS.address);
      },
      hasHex,
    ),
    onSession(
      'view.tree',
      'Go to the task tree',
      ['F6'],
      () => {
        focus(FOCUS.tree);
      },
      hasTree,
    ),
    onSession(
      'view.hex',
      'Go to the hex view',
      ['Shift+F6'],
      () => {
        focus(FOCUS.hex);
      },
      hasHex,
    ),
    onSession(
      'view.kernelThreads',
      'Kernel threads',
      ['Mod+K'],
      (session) => {
        toggleTree(workspace, session.id, 'kernelThreads');
      },
      hasTree,
      (session) => session.tree.kernelThreads,
    ),
    onSession(
      'view.threads',
      'Threads',
      ['Mod+Shift+H'],
      (session) => {
        toggleTree(workspace, session.id, 'threads');
      },
      hasTree,
      (session) => session.tree.threads,
    ),
    onSession(
      'view.clearFilter',
      'Clear the filter',
      [],
      (session) => {
        setFilter(workspace, session.id, '');
      },
      (session) => parseQuery(session.tree.filter) !== undefined,
    ),
    onSession(
      'view.expandAll',
      'Expand all',
      [],
      (session) => {
        setFolded(workspace, session.id, session.derived.tree?.forest.order ?? [], false);
      },
      hasTree,
    ),
    onSession(
      'view.collapseAll',
      'Collapse all',
      [],
      (session) => {
        setFolded(workspace, session.id, session.derived.tree?.forest.order ?? [], true);
      },
      hasTree,
    ),
    onSession(
      'view.revealTask',
      'Show the task’s bytes',
      [],
      (session) => {
        showTask(workspace, session.id, session.row);
      },
      (session) => session.row >= 0,
    ),
    ...(['virtual', 'physical', 'file'] as const).map((space) =>
      onSession(
        `view.${space}`,
        { virtual: 'Virtual', physical: 'Physical', file: 'File' }[space],
        [],
        (session) => {
          workspace.attempt(setSpace(workspace, session.id, space));
        },
        canSee(space),
        (session) => session.hex.space === space,
      ),
    ),
    onSession(
      'nav.back',
      'Back',
      ['Alt+ArrowLeft'],
      (session) => {
        travel(workspace, session.id, -1);
      },
      (session) => canGoBack(session.history),
    ),
    onSession(
      'nav.forward',
      'Forward',
      ['Alt+ArrowRight'],
      (session) => {
        travel(workspace, session.id, 1);
      },
      (session) => canGoForward(session.history),
    ),
    onSession('view.nextTab', 'Next dump', ['Ctrl+PageDown'], () => {
      nextTab(1);
    }),
    onSession('view.previousTab', 'Previous dump', ['Ctrl+PageUp'], () => {
      nextTab(-1);
    }),
    {
      id: 'view.zoomIn',
      title: 'Zoom in',
      shortcuts: ['Mod++', 'Mod+='],
      run: () => {
        zoom(1);
      },
    },
    {
      id: 'view.zoomOut',
      title: 'Zoom out',
      shortcuts: ['Mod+-'],
      run: () => {
        zoom(-1);
      },
    },
    {
      id: 'view.zoomReset',
      title: 'Actual size',
      shortcuts: ['Mod+0'],
      run: () => {
        zoom(0);
      },
    },
  ];
}
