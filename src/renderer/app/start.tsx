import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Carrier } from '../carrier.ts';
import { allCommands } from '../commands/all-commands.ts';
import { recallNumber } from '../kit/preferences.ts';
import { recallLayout } from '../tree/column-layout.ts';
import { followHost } from '../workspace/host-events.ts';
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

/** Puts the window into the page and connects it to its host. */
export function start(carrier: Carrier, root: HTMLElement): Workspace {
  const workspace = new Workspace(carrier);
  workspace.set({
    zoom: Math.min(2, Math.max(0.75, recallNumber('zoom', 1))),
    columns: recallLayout(),
  });
  workspace.commands.register(...allCommands(workspace));
  followHost(workspace);
  createRoot(root).render(
    <StrictMode>
      <App workspace={workspace} />
    </StrictMode>,
  );
  return workspace;
}
