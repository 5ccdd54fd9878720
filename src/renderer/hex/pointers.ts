import { hex } from '../../shared/units.ts';
import { taskText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import type { SessionState } from '../workspace/state.ts';
import { unsigned } from './decode.ts';

/** Where a virtual address leads, in words: the task it lies in and the field there, or just the number. */
export function targetText(session: SessionState, address: bigint): string {
  const { byVirtual, parts, tree } = session.derived;
  if (address === 0n) return t('hex.null');
  const found =
    parts === undefined ? undefined : byVirtual?.overlapping(address, address + 1n, parts.extent)[0];
  if (found === undefined || parts === undefined || tree === undefined) return hex(address);
  const name = taskText(tree.names[found.row], tree.table.pid[found.row]);
  const offset = Number(address - found.start);
  if (offset === 0) return name;
  const part = parts.parts.find((one) => one.offset === offset);
  return `${name} + ${part === undefined ? hex(offset) : part.field}`;
}

/** The address that the bytes of a pointer hold. */
export const pointerValue = (session: SessionState, bytes: Uint8Array): bigint =>
  unsigned(bytes, session.derived.parts?.byteOrder ?? 'little');
