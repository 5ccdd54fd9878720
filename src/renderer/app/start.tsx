import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Carrier } from '../carrier.ts';
import { allCommands } from '../commands/all-commands.ts';
import { applySettings } from '../settings/apply-settings.ts';
import { followSettings, recallSettings } from '../settings/keep-settings.ts';
import { followHost } from '../workspace/host-events.ts';
import { followOpen } from '../workspace/last-open.ts';
import { openAsked } from '../workspace/open.ts';
import { recallShares } from '../workspace/shares.ts';
import { Workspace } from '../workspace/workspace.ts';
import { App } from './App.tsx';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/shell.css';
import '../styles/states.css';
import '../styles/tree.css';
import '../styles/fields.css';
import '../styles/hex.css';
import '../styles/picker.css';
import '../styles/overlay.css';
import '../styles/panels.css';
import '../styles/search.css';
import '../styles/evidence.css';
import '../styles/map.css';
import '../styles/settings.css';
import '../styles/diff.css';
import '../styles/about.css';
import '../styles/forced-colors.css';

/** Puts the window into the page and connects it to its host. */
export function start(carrier: Carrier, root: HTMLElement): Workspace {
  const workspace = new Workspace(carrier);
  const settings = recallSettings();
  applySettings(settings);
  workspace.set({ settings });
  followSettings(workspace);
  recallShares(workspace);
  workspace.commands.register(...allCommands(workspace));
  followHost(workspace);
  followOpen(workspace);
  openAsked(workspace);
  createRoot(root).render(
    <StrictMode>
      <App workspace={workspace} />
    </StrictMode>,
  );
  return workspace;
}
