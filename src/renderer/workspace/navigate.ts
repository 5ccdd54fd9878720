import type { Place, SessionId, Space } from '../../shared/api.ts';
import { problemOf } from '../../shared/errors.ts';
import { hex } from '../../shared/units.ts';
import { ends } from '../hex/hex-keys.ts';
import { SegmentMap } from '../hex/segment-map.ts';
import { t } from '../kit/i18n.ts';
import { step, visit, type Visit } from './history.ts';
import { setRow } from './select.ts';
import type { ByteSelection, HexState, SessionState } from './state.ts';
import { markRows } from './tree-view.ts';
import type { Workspace } from './workspace.ts';

const SPACES: readonly Space[] = ['virtual', 'physical', 'file'];

/** Lines left above a place that was jumped to, so that its surroundings are seen. */
const CONTEXT_ROWS = 2;

/** A jump takes back what was said about the one before. */
const withHex = (session: SessionState, hexChange: Partial<HexState>): SessionState => ({
  ...session,
  hex: { ...session.hex, notice: undefined, ...hexChange },
});

/** Asks what the dump holds in each space; a space that cannot be had yet is left out. */
export async function loadSegments(workspace: Workspace, id: SessionId): Promise<void> {
  const segments: Partial<Record<Space, SegmentMap>> = {};
  await Promise.all(
    SPACES.map(async (space) => {
      try {
        const list = await workspace.carrier.call('segments', { session: id, space });
        if (list.length > 0)
          segments[space] = new SegmentMap(list, workspace.store.getState().settings.bytesPerRow);
      } catch (thrown) {
        // Before the kernel is understood there is no virtual space: that is no error.
        if (problemOf(thrown).code === 'internal') throw thrown;
      }
    }),
  );
  workspace.dropCaches(id);
  workspace.update(id, (session) => {
    const top = topAddress(session);
    const map = segments[session.hex.space];
    return withHex(session, {
      segments,
      generation: session.hex.generation + 1,
      top: top === undefined || map === undefined ? 0 : map.rowOf(top),
    });
  });
}

/** The first address in view. */
export function topAddress(session: SessionState): bigint | undefined {
  const line = session.hex.segments[session.hex.space]?.line(session.hex.top);
  return line === undefined ? undefined : line.type === 'bytes' ? line.address : line.start;
}

export const present = (session: SessionState): Visit | undefined => {
  const top = topAddress(session);
  return top === undefined
    ? undefined
    : { space: session.hex.space, top, row: session.row, mark: session.mark, passing: false };
};

export const inSpace = (place: Place, space: Space): bigint | undefined => {
  const at = place[space];
  return at === undefined ? undefined : BigInt(at);
};

interface ShowOptions {
  /** The user is only passing by, see `Visit`. */
  readonly passing?: boolean;
  /** Lines to leave above. */
  readonly context?: number;
  /** Bytes to select from the address on. */
  readonly select?: number;
  /** Where one came from, if the session no longer says so. */
  readonly leaving?: Visit | undefined;
}

/** How far around a task its own mapping is taken to go. */
const NEAR_TASK = 0x10_0000;

/**
 * The virtual address of a place near the selected task, in the mapping the task itself is reached by: memory close to
 * the kernel image has two virtual addresses, and switching to and fro must not change between them.
 */
export function besideTask({ derived, row }: SessionState, { physical }: Place): bigint | undefined {
  const table = derived.tree?.table;
  const address = table?.address[row];
  const distance = (physical ?? NaN) - (table?.physical[row] ?? NaN);
  // NaN where anything is unknown: then this is false.
  return address !== undefined && Math.abs(distance) < NEAR_TASK ? address + BigInt(distance) : undefined;
}

/** Shows `address` of `space`, entering it in the history. False when the dump does not hold it. */
export function show(
  workspace: Workspace,
  id: SessionId,
  space: Space,
  address: bigint,
  options: ShowOptions = {},
): boolean {
  const session = workspace.session(id);
  const map = session?.hex.segments[space];
  if (session === undefined || map?.holds(address) !== true) return false;
  const top = Math.max(0, map.rowOf(address) - (options.context ?? CONTEXT_ROWS));
  const leaving = options.leaving ?? present(session);
  workspace.update(id, (now) => {
    const moved = withHex(now, {
      space,
      top,
      ...(options.select === undefined ? {} : { selection: bytesFrom(address, options.select) }),
    });
    const next = present(moved);
    const history =
      next === undefined
        ? now.history
        : visit(now.history, { ...next, passing: options.passing ?? false }, leaving);
    return { ...moved, history };
  });
  return true;
}

const bytesFrom = (address: bigint, length: number): ByteSelection => ({
  anchor: address,
  focus: address + BigInt(Math.max(1, length) - 1),
});

export const notice = (workspace: Workspace, id: SessionId, text: string): void => {
  workspace.update(id, (session) => withHex(session, { notice: text }));
};

/** Where the task's struct starts in a space; file offsets have to be asked for. */
async function taskStart(workspace: Workspace, session: SessionState, row: number, space: Space) {
  const table = session.derived.tree?.table;
  const address = table?.address[row];
  if (address === undefined) return undefined;
  if (space === 'virtual') return address;
  const place = await workspace.carrier.call('locate', { session: session.id, space: 'virtual', address });
  return inSpace(place, space);
}

/** Selects bytes of the space that is shown; scrolls and enters the history only if they are out of view. */
export function showBytes(workspace: Workspace, id: SessionId, address: bigint, length: number): void {
  const session = workspace.session(id);
  const map = session?.hex.segments[session.hex.space];
  if (session === undefined || map === undefined) return;
  const row = map.rowOf(address);
  const inView = row >= session.hex.top && row < session.hex.top + session.hex.visibleRows - 1;
  if (inView && map.holds(address))
    workspace.update(id, (now) => withHex(now, { selection: bytesFrom(address, length) }));
  else if (!show(workspace, id, session.hex.space, address, { select: length, context: 4 }))
    notice(workspace, id, t('go.notInDump', { address: hex(address) }));
}

/** Selects a task and shows its bytes. `passing`: the user is walking through the tree. */
export function showTask(workspace: Workspace, id: SessionId, row: number, passing = false): void {
  const session = workspace.session(id);
  if (session === undefined || row < 0) return;
  const leaving = present(session);
  setRow(workspace, id, row);
  const { space } = session.hex;
  const options = { passing, context: 1, leaving };
  const address = space === 'virtual' ? session.derived.tree?.table.address[row] : undefined;
  if (address !== undefined && show(workspace, id, space, address, options)) return;
  workspace.attempt(
    taskStart(workspace, session, row, space).then((start) => {
      // The selection has moved on, or the view to other addresses.
      const now = workspace.session(id);
      if (now?.row !== row || now.hex.space !== space) return;
      if (start === undefined || !show(workspace, id, space, start, options))
        notice(workspace, id, t('go.taskNotInDump'));
    }),
  );
}

/** Puts a task in front while others stay selected; `anchor` is where the next range starts. */
export function showAmong(
  workspace: Workspace,
  id: SessionId,
  row: number,
  marked: ReadonlySet<number>,
  anchor: number,
): void {
  showTask(workspace, id, row, true);
  markRows(workspace, id, marked, anchor);
}

/**
 * Goes to a virtual address, in whichever space is shown, and selects so many bytes, a word if nothing is said;
 * selects the task and the field it lies in, if any.
 */
export async function followPointer(
  workspace: Workspace,
  id: SessionId,
  address: bigint,
  length?: number,
): Promise<void> {
  const session = workspace.session(id);
  if (session === undefined) return;
  const { byVirtual, parts } = session.derived;
  const { space } = session.hex;
  const at =
    space === 'virtual'
      ? address
      : inSpace(await workspace.carrier.call('locate', { session: id, space: 'virtual', address }), space);
  if (at === undefined || session.hex.segments[space]?.holds(at) !== true) {
    notice(workspace, id, t('go.notInDump', { address: hex(address) }));
    return;
  }
  const leaving = present(session);
  const task = byVirtual?.overlapping(address, address + 1n, parts?.extent ?? 1)[0];
  if (task !== undefined) {
    const offset = Number(address - task.start);
    const part = parts?.parts.find((one) => one.offset === offset);
    const mark = part === undefined ? undefined : { field: part.field, part: part.name };
    setRow(workspace, id, task.row, mark);
  }
  show(workspace, id, space, at, { select: length ?? parts?.wordSize ?? 8, context: 4, leaving });
}

/** Switches what addresses mean; the place stays in view wherever the other space has it. */
export async function setSpace(workspace: Workspace, id: SessionId, space: Space): Promise<void> {
  const session = workspace.session(id);
  if (session === undefined || session.hex.space === space) return;
  const map = session.hex.segments[space];
  if (map === undefined) {
    notice(workspace, id, t(`go.noSpace.${space}`));
    return;
  }
  const ask = async (address: bigint | undefined): Promise<bigint | undefined> => {
    if (address === undefined) return undefined;
    const from = session.hex.space;
    try {
      const place = await workspace.carrier.call('locate', { session: id, space: from, address });
      return space === 'virtual' ? (besideTask(session, place) ?? place.virtual) : inSpace(place, space);
    } catch (thrown) {
      if (problemOf(thrown).code === 'internal') throw thrown;
      return undefined;
    }
  };
  const { selection } = session.hex;
  const [top, anchor, focus] = await Promise.all([
    ask(topAddress(session)),
    ask(selection?.anchor),
    ask(selection?.focus),
  ]);
  const kept = anchor === undefined || focus === undefined ? undefined : { anchor, focus };
  // What is selected stays where it is on screen: lines begin elsewhere where a file's memory is not aligned to them.
  const from = session.hex.segments[session.hex.space];
  const down =
    selection === undefined || from === undefined ? -1 : from.rowOf(ends(selection)[0]) - session.hex.top;
  const row =
    kept !== undefined && down >= 0 && down < session.hex.visibleRows
      ? Math.max(0, map.rowOf(ends(kept)[0]) - down)
      : top === undefined
        ? 0
        : map.rowOf(top);
  workspace.update(id, (now) => withHex(now, { selection: kept, space, top: row }));
  if (top === undefined && session.row >= 0) showTask(workspace, id, session.row);
}

/** Back (−1) or forward (+1) through the places visited. */
export function travel(workspace: Workspace, id: SessionId, by: -1 | 1): void {
  const session = workspace.session(id);
  if (session === undefined) return;
  const moved = step(session.history, by, present(session));
  if (moved === undefined) return;
  const { space, top, row, mark } = moved.visit;
  const map = session.hex.segments[space];
  setRow(workspace, id, row, mark);
  workspace.update(id, (now) => ({
    ...withHex(now, { space, top: map?.rowOf(top) ?? 0 }),
    history: moved.history,
  }));
}

/** Chooses the first thing to look at: the virtual space once there is one, and the first process. */
export function showFirst(workspace: Workspace, id: SessionId): void {
  const session = workspace.session(id);
  const table = session?.derived.tree?.table;
  if (session === undefined) return;
  if (session.hex.segments[session.hex.space] === undefined) {
    const space = SPACES.find((candidate) => session.hex.segments[candidate] !== undefined);
    if (space !== undefined) workspace.update(id, (now) => withHex(now, { space, top: 0 }));
  }
  if (table === undefined || table.count === 0 || session.history.at >= 0) return;
  if (session.hex.segments.virtual !== undefined)
    workspace.update(id, (now) => withHex(now, { space: 'virtual', top: 0 }));
  if (session.row < 0 || session.hex.segments.virtual !== undefined)
    showTask(workspace, id, session.row >= 0 ? session.row : Math.max(0, table.pid.indexOf(1)), true);
}
