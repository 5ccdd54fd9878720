import { parseSettings, type ViewSettings } from '../../shared/settings.ts';
import { recallText, rememberText } from '../kit/preferences.ts';
import { reflow } from '../workspace/reflow.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { applySettings } from './apply-settings.ts';

const KEY = 'settings';

/** What this page remembers. The desktop keeps its own, and says so a moment later: see `HostInfo`. */
export function recallSettings(): ViewSettings {
  try {
    return parseSettings(JSON.parse(recallText(KEY) ?? 'null'));
  } catch {
    return parseSettings(undefined); // not JSON: not ours
  }
}

/** Takes settings over as they are: from the host, or from another window. */
export function adoptSettings(workspace: Workspace, settings: ViewSettings): void {
  rememberText(KEY, JSON.stringify(settings));
  show(workspace, settings);
}

function show(workspace: Workspace, settings: ViewSettings): void {
  const { bytesPerRow } = workspace.store.getState().settings;
  applySettings(settings);
  workspace.set({ settings });
  if (settings.bytesPerRow === bytesPerRow) return;
  for (const { id } of workspace.store.getState().sessions)
    workspace.update(id, (session) => reflow(session, settings.bytesPerRow));
}

/** Changes some settings, here, where they are kept, and in all other windows. */
export function changeSettings(workspace: Workspace, change: Partial<ViewSettings>): void {
  const { settings: before, host } = workspace.store.getState();
  const settings = { ...before, ...change };
  adoptSettings(workspace, settings);
  if (host?.mode === 'desktop') workspace.attempt(workspace.carrier.call('keepSettings', { settings }));
}

/** Other tabs of browser mode share the store: what is changed in one shows in all. */
export function followSettings(workspace: Workspace): () => void {
  const onStorage = (event: StorageEvent): void => {
    if (event.key?.endsWith(KEY) !== true) return;
    show(workspace, recallSettings());
  };
  window.addEventListener('storage', onStorage);
  return () => {
    window.removeEventListener('storage', onStorage);
  };
}
