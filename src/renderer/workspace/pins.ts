import type { FieldName } from '../../shared/fields.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Says where a field of the dump in front lies; undefined gives it back to the search. */
export function pinField(workspace: Workspace, name: FieldName, offset: number | undefined): void {
  const session = workspace.active?.id;
  if (session === undefined) return;
  // Left out where it is undefined: carriers need not tell that from a value.
  const args = { session, name, ...(offset !== undefined && { offset }) };
  workspace.attempt(workspace.carrier.call('pinField', args));
}

/** Fields that the user has put somewhere. */
export const pinnedFields = ({ snapshot }: SessionState): readonly FieldName[] =>
  (snapshot.shape?.fields ?? []).filter(({ pinned }) => pinned !== undefined).map(({ name }) => name);

/** Offsets beyond this are refused by the engine as well, in bytes. */
const MAX_OFFSET = 0x4000;

/** `0x970`, `+970`: bytes from the start of the struct, hexadecimal as everywhere. Undefined for anything else. */
export function parseOffset(text: string): number | undefined {
  const digits = /^\s*\+?\s*(?:0x)?([0-9a-f]{1,4})\s*$/i.exec(text)?.[1];
  const offset = digits === undefined ? NaN : parseInt(digits, 16);
  return offset <= MAX_OFFSET ? offset : undefined;
}
