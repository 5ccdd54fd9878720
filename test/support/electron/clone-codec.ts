/**
 * Structured clone as text, for the way between a page and Node: what Electron's IPC carries arrives equal, what it
 * refuses (functions, symbols, DOM objects) is refused. This file also runs in the page, with its types removed, so
 * it imports nothing and uses nothing of Node.
 */

type Coded =
  | string
  | boolean
  | null
  | readonly Coded[]
  | { readonly $: 'number' | 'bigint'; readonly v: string }
  | { readonly $: 'undefined' }
  | { readonly $: 'column'; readonly k: string; readonly v: string }
  | { readonly $: 'object'; readonly v: Readonly<Record<string, Coded>> };

const COLUMNS: Readonly<Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>> = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};

function toBase64(view: ArrayBufferView): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

function code(value: unknown): Coded {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
  if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
  if (value === undefined) return { $: 'undefined' };
  if (Array.isArray(value)) return value.map(code);
  if (typeof value !== 'object') throw new TypeError('An object could not be cloned.');
  const kind = Object.keys(COLUMNS).find(
    (name) => Object.prototype.toString.call(value) === `[object ${name}]`,
  );
  if (kind !== undefined) return { $: 'column', k: kind, v: toBase64(value as ArrayBufferView) };
  if (Object.prototype.toString.call(value) !== '[object Object]') {
    throw new TypeError('An object could not be cloned.');
  }
  const members = Object.entries(value).map(([key, member]) => [key, code(member)] as const);
  return { $: 'object', v: Object.fromEntries(members) };
}

function decode(coded: Coded): unknown {
  if (coded === null || typeof coded !== 'object') return coded;
  if (!('$' in coded)) return coded.map(decode);
  switch (coded.$) {
    case 'number':
      return Number(coded.v);
    case 'bigint':
      return BigInt(coded.v);
    case 'undefined':
      return undefined;
    case 'column': {
      const Column = COLUMNS[coded.k];
      if (Column === undefined) throw new TypeError(`No column ${coded.k}`);
      return new Column(Uint8Array.from(atob(coded.v), (letter) => letter.charCodeAt(0)).buffer);
    }
    case 'object':
      return Object.fromEntries(Object.entries(coded.v).map(([key, member]) => [key, decode(member)]));
  }
}

export const cloneToText = (value: unknown): string => JSON.stringify(code(value));
export const cloneFromText = (text: string): unknown => decode(JSON.parse(text) as Coded);
