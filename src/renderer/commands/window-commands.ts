import { copyText } from '../kit/clipboard.ts';
import { t } from '../kit/i18n.ts';
import { rememberNow } from '../workspace/last-open.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** Several dumps side by side: in windows of the desktop, or in tabs of the browser. */
export const windowCommands = (workspace: Workspace): readonly Command[] => {
  const { linkTo } = workspace.carrier;
  return linkTo === undefined ? desktopWindows(workspace) : browserTabs(workspace, linkTo);
};

const desktopWindows = (workspace: Workspace): readonly Command[] => [
  {
    id: 'file.newWindow',
    shortcuts: ['Mod+N'],
    run: () => {
      workspace.attempt(workspace.carrier.call('openWindow', {}));
    },
  },
  onSession(workspace, {
    id: 'file.moveToWindow',
    shortcuts: ['Mod+Shift+N'],
    // The only dump of a window has one of its own already.
    when: () => workspace.store.getState().sessions.length > 1,
    run: ({ id }) => {
      // The other window looks at the dump as this one does.
      workspace.attempt(
        rememberNow(workspace).then(() => workspace.carrier.call('openWindow', { session: id })),
      );
    },
  }),
];

/** The file a dump can be opened by again; what was dropped onto the page has no path on the server. */
const pathOf = (session: SessionState | undefined): string | undefined => {
  const path = session?.snapshot.path ?? '';
  return /^(?:\/|[A-Za-z]:[\\/])/.test(path) ? path : undefined;
};

const browserTabs = (workspace: Workspace, linkTo: (path?: string) => string): readonly Command[] => [
  {
    id: 'file.newTab',
    run: () => {
      // Without an opener the tab gets a store of its own, and so a view of its own.
      window.open(linkTo(pathOf(workspace.active)), '_blank', 'noopener');
    },
  },
  onSession(workspace, {
    id: 'file.copyLink',
    when: (session) => pathOf(session) !== undefined,
    run: (session) => {
      if (copyText(linkTo(pathOf(session)))) workspace.set({ news: t('link.copied') });
    },
  }),
];
