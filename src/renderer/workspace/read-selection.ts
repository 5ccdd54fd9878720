import { ends } from '../hex/hex-keys.ts';
import { bytesText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { notice } from './navigate.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

const READ_AT_ONCE = 1024 * 1024;

export interface SelectionBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many of them the dump does not hold; they are zero. */
  readonly missing: number;
  /** True where the selection is longer. */
  readonly cut: boolean;
}

/** Reads the selected bytes, whatever they span, but no more than `most`. Undefined when nothing is selected. */
export async function readSelection(
  workspace: Workspace,
  session: SessionState,
  most: number,
): Promise<SelectionBytes | undefined> {
  const { selection, space } = session.hex;
  if (selection === undefined) return undefined;
  const [first, last] = ends(selection);
  const selected = Number(last - first) + 1;
  const length = Math.min(selected, most);
  const whole = new Uint8Array(length);
  let missing = 0;
  for (let at = 0; at < length; at += READ_AT_ONCE) {
    const { bytes, holes } = await workspace.carrier.call('read', {
      session: session.id,
      space,
      address: first + BigInt(at),
      length: Math.min(READ_AT_ONCE, length - at),
    });
    whole.set(bytes, at);
    for (const [from, to] of holes) missing += to - from;
  }
  return { bytes: whole, missing, cut: length < selected };
}

/** Says what of the selection was not taken, if there is any such. */
export function tellOfRest(
  workspace: Workspace,
  session: SessionState,
  what: 'saved' | 'copied',
  { bytes, missing, cut }: SelectionBytes,
): void {
  if (cut) notice(workspace, session.id, t(`hex.${what}Part`, { size: bytesText(bytes.length) }));
  else if (missing > 0)
    notice(workspace, session.id, t(`hex.${what}Holes`, { bytes: t('common.bytes', { count: missing }) }));
}
