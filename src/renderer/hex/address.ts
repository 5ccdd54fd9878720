const TOP = 1n << 64n;

/** What was typed into the address box. */
export type Destination =
  { readonly type: 'address'; readonly address: bigint } | { readonly type: 'pid'; readonly pid: number };

/**
 * Reads `ffff8880001000`, `0xffff8880001000`, `ffff8880_0000_1000`, `ffff8880'00001000` or `pid:1`. Digits without
 * 0x are hexadecimal, as every address in the view is. Undefined when it is none of these.
 */
export function parseDestination(text: string): Destination | undefined {
  const trimmed = text.trim().toLowerCase();
  const pid = /^pid:\s*(\d{1,10})$/.exec(trimmed);
  if (pid?.[1] !== undefined) return { type: 'pid', pid: Number(pid[1]) };
  const digits = trimmed.replace(/^0x/, '').replace(/[_'` ]/g, '');
  if (!/^[0-9a-f]{1,20}$/.test(digits)) return undefined;
  const address = BigInt(`0x${digits}`);
  return address < TOP ? { type: 'address', address } : undefined;
}

/** An address in the width of its space: 16 digits for 64-bit virtual, 8 for 32-bit, as many as needed elsewhere. */
export const padAddress = (address: bigint, digits: number): string =>
  address.toString(16).padStart(digits, '0');
