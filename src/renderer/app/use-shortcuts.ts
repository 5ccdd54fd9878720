import { useEffect } from 'react';
import { shownColumns } from '../commands/tree-commands.ts';
import { FOCUS } from '../commands/focus.ts';
import { formatBytes } from '../hex/copy-formats.ts';
import { apple } from '../kit/CommandButton.tsx';
import { rowsAsText } from '../tree/export-rows.ts';
import { copySelection, selectedBytes } from '../workspace/copy-selection.ts';
import { selectedRows } from '../workspace/tree-view.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Keys of the whole window, and copying out of the hex view. */
export function useShortcuts(workspace: Workspace): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { pickerOpen, overlay, menu } = workspace.store.getState();
      if (pickerOpen || overlay !== undefined || menu !== undefined) return;
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
      const { tree } = session.derived;
      const bytes = selectedBytes(workspace, session);
      const text =
        document.activeElement?.id === FOCUS.tree && tree !== undefined
          ? rowsAsText(tree, shownColumns(workspace), selectedRows(session))
          : bytes && formatBytes('hex', bytes);
      if (text !== undefined) event.clipboardData?.setData('text/plain', text);
      // Not from within this event, which copies by itself.
      else if (session.hex.selection !== undefined) setTimeout(copySelection, 0, workspace, session, 'hex');
      else return;
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
