import type { CommandId } from '../../shared/i18n/catalogue.ts';
import { hex } from '../../shared/units.ts';
import type { ByteFormat } from '../hex/copy-formats.ts';
import { ends } from '../hex/hex-keys.ts';
import { pointerValue } from '../hex/pointers.ts';
import { copyText } from '../kit/clipboard.ts';
import { copySelection } from '../workspace/copy-selection.ts';
import { followPointer } from '../workspace/navigate.ts';
import { saveSelection } from '../workspace/save-bytes.ts';
import { searchFor, stepHit, stopSearch } from '../workspace/search.ts';
import { dataOrder, setPanelState } from '../workspace/panel-state.ts';
import type { SessionState } from '../workspace/state.ts';
import { isOnList, stepList } from '../workspace/walk-list.ts';
import { parentOf, selectedRows } from '../workspace/tree-view.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

const hasSelection = (session: SessionState): boolean => session.hex.selection !== undefined;

/** Whether there are virtual addresses, which pointers are. */
const isVirtual = (session: SessionState): boolean => session.hex.segments.virtual !== undefined;

/** Virtual range that pointers are searched for: the selected bytes, or the start of the selected task. */
async function pointedAt(
  workspace: Workspace,
  session: SessionState,
): Promise<readonly [bigint, number] | undefined> {
  const { selection, space } = session.hex;
  if (selection === undefined) {
    const start = session.derived.tree?.table.address[session.row];
    return start === undefined ? undefined : [start, 1];
  }
  const [first, last] = ends(selection);
  const length = Number(last - first) + 1;
  if (space === 'virtual') return [first, length];
  const place = await workspace.carrier.call('locate', { session: session.id, space, address: first });
  return place.virtual === undefined ? undefined : [place.virtual, length];
}

/** What can be done with bytes. */
export function hexCommands(workspace: Workspace): readonly Command[] {
  const copy = (id: CommandId, format: ByteFormat): Command =>
    onSession(workspace, {
      id,
      run: (session) => {
        copySelection(workspace, session, format);
      },
      when: hasSelection,
    });
  return [
    ...([1, -1] as const).map((by) =>
      onSession(workspace, {
        id: by === 1 ? 'hex.nextHit' : 'hex.previousHit',
        shortcuts: [by === 1 ? 'F3' : 'Shift+F3'],
        run: ({ id }) => {
          stepHit(workspace, id, by);
        },
        when: ({ search }) => search.hits.length > 0,
      }),
    ),
    ...([1, -1] as const).map((by) =>
      onSession(workspace, {
        id: by === 1 ? 'list.next' : 'list.previous',
        shortcuts: [by === 1 ? 'Alt+PageDown' : 'Alt+PageUp'],
        run: ({ id }) => {
          workspace.attempt(stepList(workspace, id, by));
        },
        when: isOnList,
      }),
    ),
    onSession(workspace, {
      id: 'hex.pointersHere',
      shortcuts: ['Mod+Shift+K'],
      run: (session) => {
        workspace.attempt(
          pointedAt(workspace, session).then((range) => {
            if (range === undefined) return;
            const [start, length] = range;
            const text = length === 1 ? hex(start) : `${hex(start)}+${hex(length)}`;
            searchFor(workspace, session.id, 'pointers', text);
          }),
        );
      },
      when: (session) => isVirtual(session) && (hasSelection(session) || session.row >= 0),
    }),
    onSession(workspace, {
      id: 'hex.follow',
      run: (session) => {
        const { selection, space } = session.hex;
        if (selection === undefined) return;
        const [first] = ends(selection);
        const { blocks } = workspace.caches(session.id, space);
        const word = session.derived.parts?.wordSize ?? 8;
        workspace.attempt(
          blocks.bytes(first, word).then((bytes) => {
            if (bytes !== undefined)
              return followPointer(workspace, session.id, pointerValue(session, bytes));
            return undefined;
          }),
        );
      },
      when: (session) => isVirtual(session) && hasSelection(session),
    }),
    onSession(workspace, {
      id: 'hex.cancelSearch',
      run: ({ id }) => {
        stopSearch(workspace, id);
      },
      when: ({ search }) => search.running,
    }),
    onSession(workspace, {
      id: 'hex.byteOrder',
      run: (session) => {
        const order = dataOrder(session) === 'little' ? 'big' : 'little';
        setPanelState(workspace, session.id, { order });
        workspace.update(session.id, (now) => ({ ...now, panel: 'data' }));
      },
      when: hasSelection,
    }),
    onSession(workspace, {
      id: 'tree.onlyDifferent',
      run: ({ id, panelState }) => {
        setPanelState(workspace, id, { onlyDifferent: !panelState.onlyDifferent });
      },
      when: ({ compared }) => compared.every((row) => row >= 0),
      isOn: ({ panelState }) => panelState.onlyDifferent,
    }),
    onSession(workspace, {
      id: 'tree.compare',
      run: (session) => {
        const [first = session.row, other] = selectedRows(session);
        const second = other ?? session.compared.find((row) => row !== first) ?? -1;
        workspace.update(session.id, (now) => ({ ...now, panel: 'compare', compared: [first, second] }));
      },
      when: ({ row }) => row >= 0,
    }),
    onSession(workspace, {
      id: 'tree.compareParent',
      run: (session) => {
        const compared = [session.row, parentOf(session)] as const;
        workspace.update(session.id, (now) => ({ ...now, panel: 'compare', compared }));
      },
      when: (session) => parentOf(session) >= 0,
    }),
    ...(['tree.compareLeft', 'tree.compareRight'] as const).map((id, side) =>
      onSession(workspace, {
        id,
        run: (session) => {
          const compared = [...session.compared] as [number, number]; // a copy of two
          compared[side] = session.row;
          workspace.update(session.id, (now) => ({ ...now, panel: 'compare', compared }));
        },
        when: ({ row }) => row >= 0,
      }),
    ),
    copy('hex.copyHex', 'hex'),
    copy('hex.copyC', 'c'),
    copy('hex.copyBase64', 'base64'),
    copy('hex.copyText', 'text'),
    onSession(workspace, {
      id: 'hex.copyAddress',
      run: ({ hex: view }) => {
        if (view.selection !== undefined) copyText(hex(ends(view.selection)[0]));
      },
      when: hasSelection,
    }),
    onSession(workspace, {
      id: 'hex.save',
      run: (session) => {
        workspace.attempt(saveSelection(workspace, session));
      },
      when: hasSelection,
    }),
  ];
}
