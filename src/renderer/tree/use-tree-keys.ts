import { useRef, type KeyboardEvent } from 'react';
import { FOCUS } from '../commands/focus.ts';
import { showAmong, showTask } from '../workspace/navigate.ts';
import type { TreeState } from '../workspace/state.ts';
import { markRows, setFolded } from '../workspace/tree-view.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { rowsBetween, selectedWith, toggleRow } from './select-rows.ts';
import { treeKey, typeAhead, type TreeAction } from './tree-keys.ts';
import type { TreeModel } from './tree-model.ts';
import type { VisibleRows } from './visible-rows.ts';

interface TreeKeysOptions {
  readonly session: string;
  readonly model: TreeModel;
  readonly visible: VisibleRows;
  readonly state: TreeState;
  readonly selected: number;
  /** Rows that fit the view. */
  readonly page: number;
}

/** Letters typed within this time make one word. */
const TYPE_AHEAD_MS = 800;

/** Keys that walk up and down and do nothing else. */
const WALKS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/** What keys do to the tree; see `treeKey`. */
export function useTreeKeys(options: TreeKeysOptions): (event: KeyboardEvent) => void {
  const { session, model, visible, state, selected } = options;
  const workspace = useWorkspace();
  const typed = useRef({ text: '', at: 0 });

  const act = (action: TreeAction, how: 'alone' | 'extend' | 'keep'): void => {
    switch (action.type) {
      case 'select': {
        const anchor = state.anchor >= 0 ? state.anchor : selected;
        if (how === 'extend')
          showAmong(workspace, session, action.row, rowsBetween(visible, anchor, action.row), anchor);
        else if (how === 'keep')
          showAmong(workspace, session, action.row, selectedWith(state.marked, selected), action.row);
        else showTask(workspace, session, action.row, true);
        return;
      }
      case 'fold':
        setFolded(workspace, session, [action.row], action.folded);
        return;
      case 'unfold-siblings': {
        const at = visible.position[action.row] ?? -1;
        const above = visible.above[at];
        setFolded(
          workspace,
          session,
          visible.rows.filter((_, other) => visible.above[other] === above),
          false,
        );
        return;
      }
      case 'reveal':
        showTask(workspace, session, action.row);
        document.getElementById(FOCUS.hex)?.focus();
    }
  };

  return (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      markRows(workspace, session, new Set(visible.rows), selected);
      event.preventDefault();
      return;
    }
    if (event.altKey) return;
    const page = Math.max(1, Math.floor(options.page) - 2);
    const action = treeKey(visible, selected, event.key, page);
    if (event.ctrlKey || event.metaKey) {
      // With Ctrl the keys walk and leave the selection as it is, so that it can have gaps.
      if (action?.type !== 'select' || !WALKS.has(event.key)) return;
      act(action, 'keep');
    } else if (action !== undefined) act(action, event.shiftKey ? 'extend' : 'alone');
    else if (event.key === ' ' && selected >= 0)
      markRows(workspace, session, toggleRow(state.marked, -1, selected), selected);
    else if (event.key === 'Escape' && state.marked.size > 0)
      markRows(workspace, session, new Set(), selected);
    else if (event.key.length === 1 && event.key !== ' ') {
      const now = event.timeStamp;
      const text = now - typed.current.at > TYPE_AHEAD_MS ? event.key : typed.current.text + event.key;
      typed.current = { text, at: now };
      const row = typeAhead(visible, model.lowerNames, model.table.pid, selected, text);
      if (row >= 0) act({ type: 'select', row }, 'alone');
    } else return;
    event.preventDefault();
  };
}
