import { useEffect } from 'react';
import { FOCUS } from '../commands/app-commands.ts';
import { selectedHex } from '../hex/copy-bytes.ts';
import { apple } from '../kit/CommandButton.tsx';
import type { Workspace } from '../workspace/workspace.ts';

/** Keys of the whole window, and copying out of the hex view. */
export function useShortcuts(workspace: Workspace): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (workspace.store.getState().pickerOpen) return;
      const command = workspace.commands.forKey(event, apple);
      if (command === undefined) return;
      // Also when it is not enabled now: the browser's own meaning of the key would surprise.
      event.preventDefault();
      workspace.commands.run(command.id);
    };
    const onCopy = (event: ClipboardEvent): void => {
      const session = workspace.active;
      if (session === undefined || window.getSelection()?.isCollapsed === false) return;
      if (document.activeElement instanceof HTMLInputElement) return;
      if (document.activeElement?.id === FOCUS.tree) return;
      const text = selectedHex(workspace, session);
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', onCopy);
    };
  }, [workspace]);
}
