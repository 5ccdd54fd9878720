import { FIELDS, type FieldName } from '../../shared/fields.ts';

const TOP = 1n << 64n;

/** What was typed into the address box. */
export type Destination =
  | { readonly type: 'address'; readonly address: bigint }
  /** From the first address to the last, both included. */
  | { readonly type: 'range'; readonly first: bigint; readonly last: bigint }
  | { readonly type: 'pid'; readonly pid: number }
  /** A place in a task's struct: by field or by offset, or both. */
  | {
      readonly type: 'inTask';
      /** Absent: init_task. */
      readonly pid?: number;
      readonly field?: FieldName;
      readonly offset: bigint;
      /** How many bytes from there on are meant; absent: the field, or one word. */
      readonly length?: bigint;
    };

/** Digits without 0x are hexadecimal, as every address in the view is. */
function parseHex(text: string): bigint | undefined {
  const digits = text.replace(/^0x/, '').replace(/[_'` ]/g, '');
  if (!/^[0-9a-f]{1,20}$/.test(digits)) return undefined;
  const value = BigInt(`0x${digits}`);
  return value < TOP ? value : undefined;
}

const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);

interface Tail {
  readonly field?: FieldName;
  readonly offset: bigint;
}

/** `+0x8b0`, `-10`, `+comm`, `+tasks+8`: what follows the base of an expression. */
function parseTail(tail: string): Tail | undefined {
  let field: FieldName | undefined;
  let offset = 0n;
  for (const [, sign, word = ''] of tail.matchAll(/([+-])\s*([^+-]*)/g)) {
    const name = word.trim();
    if (sign === '+' && field === undefined && isField(name) && FIELDS[name].struct === 'task_struct') {
      field = name;
      continue;
    }
    const value = parseHex(name);
    if (value === undefined) return undefined;
    offset += sign === '-' ? -value : value;
  }
  return { ...(field === undefined ? {} : { field }), offset };
}

/**
 * Reads `ffff8880001000`, `0xffff8880001000`, `ffff8880_0000_1000`, `ffff8880'00001000`, `pid:1`, and expressions:
 * `init_task+0x8b0`, `pid:1+comm`, `pid:1+tasks+8`, `ffff8880001000-10`, and ranges of addresses: `1000..1fff`,
 * `1000..1000+20`, `1000..+20`, `pid:1..+8bf`. Undefined when it is none of these.
 */
export function parseDestination(text: string): Destination | undefined {
  const trimmed = text.trim().toLowerCase();
  const dots = trimmed.indexOf('..');
  if (dots >= 0) {
    const first = parseDestination(trimmed.slice(0, dots));
    const end = trimmed
      .slice(dots + 2)
      .replaceAll('..', '?')
      .trim();
    if (end.startsWith('+')) return first && reach(first, parseHex(end.slice(1).trim()));
    const last = parseDestination(end);
    return first?.type === 'address' && last?.type === 'address' && last.address >= first.address
      ? { type: 'range', first: first.address, last: last.address }
      : undefined;
  }
  const at = trimmed.search(/[+-]/);
  const base = (at < 0 ? trimmed : trimmed.slice(0, at)).trim();
  const tail: Tail | undefined = at < 0 ? { offset: 0n } : parseTail(trimmed.slice(at));
  if (tail === undefined) return undefined;
  if (base === 'init_task') return { type: 'inTask', ...tail };
  const pid = /^pid:\s*(\d{1,10})$/.exec(base)?.[1];
  if (pid !== undefined)
    return at < 0 ? { type: 'pid', pid: Number(pid) } : { type: 'inTask', pid: Number(pid), ...tail };
  const address = parseHex(base);
  if (address === undefined || tail.field !== undefined) return undefined;
  const sum = address + tail.offset;
  return sum >= 0n && sum < TOP ? { type: 'address', address: sum } : undefined;
}

/** From a place on, so many bytes further: the last of them included. */
function reach(first: Destination, distance: bigint | undefined): Destination | undefined {
  if (distance === undefined) return undefined;
  const length = distance + 1n;
  switch (first.type) {
    case 'address':
      return first.address + distance < TOP
        ? { type: 'range', first: first.address, last: first.address + distance }
        : undefined;
    case 'pid':
      return { type: 'inTask', pid: first.pid, offset: 0n, length };
    case 'inTask':
      return { ...first, length };
    case 'range':
      return undefined;
  }
}

/** An address in the width of its space: 16 digits for 64-bit virtual, 8 for 32-bit, as many as needed elsewhere. */
export const padAddress = (address: bigint, digits: number): string =>
  address.toString(16).padStart(digits, '0');

/** The same with its digits in eights: `ffff8880_10002800`, which the address box reads too. */
export const groupAddress = (digits: string): string => digits.replaceAll(/\B(?=(?:[0-9a-f]{8})+$)/g, '_');
