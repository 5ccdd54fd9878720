import type { CommandId } from '../../shared/i18n/catalogue.ts';
import { ZOOM_STEPS } from '../../shared/settings.ts';
import { changeSettings } from '../settings/keep-settings.ts';
import { parseQuery } from '../tree/filter.ts';
import { askForFiles, cancelAnalysis, closeSession, openSample } from '../workspace/open.ts';
import { canGoBack, canGoForward } from '../workspace/history.ts';
import { setSpace, showTask, travel } from '../workspace/navigate.ts';
import { resetShares } from '../workspace/shares.ts';
import { FOCUS, focus } from './focus.ts';
import type { SessionState } from '../workspace/state.ts';
import { setFilter, setFolded, toggleTree } from '../workspace/tree-view.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './registry.ts';

/** All that the window can do. */
export function appCommands(workspace: Workspace): readonly Command[] {
  /** A command about the dump in front; not enabled while there is none or `when` says no. */
  const onSession = (
    id: CommandId,
    shortcuts: readonly string[],
    run: (session: SessionState) => void,
    when: (session: SessionState) => boolean = () => true,
    isOn?: (session: SessionState) => boolean,
  ): Command => ({
    id,
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
    const now = workspace.store.getState().settings.zoom;
    const next = ZOOM_STEPS[ZOOM_STEPS.indexOf(now) + by] ?? now;
    changeSettings(workspace, { zoom: by === 0 ? 1 : next });
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
      shortcuts: ['Mod+O'],
      run: () => {
        askForFiles(workspace);
      },
    },
    {
      id: 'file.sample',
      isEnabled: () => workspace.store.getState().host?.sample === true,
      run: () => {
        openSample(workspace);
      },
    },
    onSession('file.close', ['Mod+W'], (session) => {
      closeSession(workspace, session.id);
    }),
    onSession(
      'file.closeOthers',
      [],
      ({ id }) => {
        for (const other of workspace.store.getState().sessions)
          if (other.id !== id) closeSession(workspace, other.id);
      },
      () => workspace.store.getState().sessions.length > 1,
    ),
    {
      id: 'edit.copy',
      run: () => {
        // The copy event is answered by the pane that has the focus. It needs no clipboard permission.
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the clipboard API would need one
        document.execCommand('copy');
      },
    },
    onSession(
      'analysis.cancel',
      [],
      (session) => {
        cancelAnalysis(workspace, session.id);
      },
      (session) => !session.snapshot.finished,
    ),
    onSession(
      'view.find',
      ['Mod+F'],
      () => {
        focus(FOCUS.filter);
      },
      hasTree,
    ),
    onSession(
      'view.filterHelp',
      [],
      () => {
        const { filterHelp = false } = workspace.store.getState();
        // Leaving the box hides it: the focus comes first.
        focus(FOCUS.filter);
        workspace.set({ filterHelp: !filterHelp });
      },
      hasTree,
      () => workspace.store.getState().filterHelp === true,
    ),
    onSession(
      'view.goto',
      ['Mod+G'],
      () => {
        focus(FOCUS.address);
      },
      hasHex,
    ),
    onSession(
      'view.tree',
      ['F6'],
      () => {
        focus(FOCUS.tree);
      },
      hasTree,
    ),
    onSession(
      'view.hex',
      ['Shift+F6'],
      () => {
        focus(FOCUS.hex);
      },
      hasHex,
    ),
    onSession(
      'view.kernelThreads',
      ['Mod+K'],
      (session) => {
        toggleTree(workspace, session.id, 'kernelThreads');
      },
      hasTree,
      (session) => session.tree.kernelThreads,
    ),
    onSession(
      'view.threads',
      ['Mod+Shift+H'],
      (session) => {
        toggleTree(workspace, session.id, 'threads');
      },
      hasTree,
      (session) => session.tree.threads,
    ),
    onSession(
      'view.clearFilter',
      [],
      (session) => {
        setFilter(workspace, session.id, '');
      },
      (session) => parseQuery(session.tree.filter) !== undefined,
    ),
    onSession(
      'view.expandAll',
      [],
      (session) => {
        setFolded(workspace, session.id, session.derived.tree?.forest.order ?? [], false);
      },
      hasTree,
    ),
    onSession(
      'view.collapseAll',
      [],
      (session) => {
        setFolded(workspace, session.id, session.derived.tree?.forest.order ?? [], true);
      },
      hasTree,
    ),
    onSession(
      'view.revealTask',
      [],
      (session) => {
        showTask(workspace, session.id, session.row);
      },
      (session) => session.row >= 0,
    ),
    ...(['virtual', 'physical', 'file'] as const).map((space) =>
      onSession(
        `view.${space}`,
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
      ['Alt+ArrowLeft'],
      (session) => {
        travel(workspace, session.id, -1);
      },
      (session) => canGoBack(session.history),
    ),
    onSession(
      'nav.forward',
      ['Alt+ArrowRight'],
      (session) => {
        travel(workspace, session.id, 1);
      },
      (session) => canGoForward(session.history),
    ),
    onSession('view.nextTab', ['Ctrl+PageDown'], () => {
      nextTab(1);
    }),
    onSession('view.previousTab', ['Ctrl+PageUp'], () => {
      nextTab(-1);
    }),
    {
      id: 'view.resetPanes',
      run: () => {
        resetShares(workspace);
      },
    },
    {
      id: 'view.zoomIn',
      shortcuts: ['Mod++', 'Mod+='],
      run: () => {
        zoom(1);
      },
    },
    {
      id: 'view.zoomOut',
      shortcuts: ['Mod+-'],
      run: () => {
        zoom(-1);
      },
    },
    {
      id: 'view.zoomReset',
      shortcuts: ['Mod+0'],
      run: () => {
        zoom(0);
      },
    },
  ];
}
