import type { Space } from '../../shared/api.ts';
import { hex } from '../../shared/units.ts';
import { taskText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import type { SessionState } from '../workspace/state.ts';
import { unsigned } from './decode.ts';

/** Where a virtual address leads, in words: the task it lies in and the field there, or just the number. */
export const targetText = (session: SessionState, address: bigint): string =>
  address === 0n ? t('hex.null') : (taskPlace(session, 'virtual', address) ?? hex(address));

/** The task whose struct holds an address: its name, and how far in the address lies; undefined when none does. */
export function taskHolding(
  { derived }: SessionState,
  space: Space,
  address: bigint,
): { readonly name: string; readonly offset: number } | undefined {
  const { byVirtual, byPhysical, parts, tree } = derived;
  const index = { virtual: byVirtual, physical: byPhysical, file: undefined }[space];
  const found = parts === undefined ? undefined : index?.overlapping(address, address + 1n, parts.extent)[0];
  if (found === undefined || tree === undefined) return undefined;
  const name = taskText(tree.names[found.row], tree.table.pid[found.row]);
  return { name, offset: Number(address - found.start) };
}

/** `bash (4711) + comm`: the task whose struct holds an address, and what begins there; undefined when none does. */
export function taskPlace(session: SessionState, space: Space, address: bigint): string | undefined {
  const held = taskHolding(session, space, address);
  if (held === undefined || held.offset === 0) return held?.name;
  const part = session.derived.parts?.parts.find((one) => one.offset === held.offset);
  return `${held.name} + ${part === undefined ? hex(held.offset) : part.field}`;
}

/** Where a pointer leads; undefined where the dump does not hold that. */
export const heldTarget = (session: SessionState, address: bigint): string | undefined =>
  address === 0n || session.hex.segments.virtual?.holds(address) === true
    ? targetText(session, address)
    : undefined;

/** The address that the bytes of a pointer hold. */
export const pointerValue = (session: SessionState, bytes: Uint8Array): bigint =>
  unsigned(bytes, session.derived.parts?.byteOrder ?? 'little');
