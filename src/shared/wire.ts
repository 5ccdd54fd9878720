import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';
import type { ApiEvent } from './api.ts';
import type { Result } from './errors.ts';

/** What browser mode sends over its WebSocket: MessagePack, with columns as extension type 1. */

export interface WireRequest {
  readonly id: number;
  readonly method: string;
  readonly args: unknown;
}

export type WireMessage =
  { readonly id: number; readonly result: Result<unknown> } | { readonly event: ApiEvent };

/** The WebSocket subprotocol; the token travels as a second one, since a page can set no other header. */
export const WIRE_PROTOCOL = 'taskshape.v1';
export const TOKEN_PROTOCOL_PREFIX = 'taskshape.token.';

/** The largest request a server reads: calls carry addresses and paths, never bytes. */
export const MAX_REQUEST_BYTES = 64 * 1024;
/** Nesting deeper than this is no message of ours. */
const MAX_DEPTH = 32;

const COLUMN_TYPE = 1;

/** `Uint8Array` is not here: it is MessagePack's own binary type. */
const COLUMNS = [
  Int8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;

const littleEndianHost = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
const HEADER = { kind: 0, littleEndian: 1, length: 2 } as const;

/**
 * A column on the wire:
 *
 *     ┌──────┬───────────────┬──────────────────┐
 *     │ kind │ little-endian │ elements as held │
 *     │ 1 B  │ 1 B           │ …                │
 *     └──────┴───────────────┴──────────────────┘
 */
function encodeColumn(value: unknown): Uint8Array | null {
  if (!ArrayBuffer.isView(value)) return null;
  const kind = COLUMNS.findIndex((column) => value instanceof column);
  if (kind < 0) return null;
  const body = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const out = new Uint8Array(HEADER.length + body.length);
  out[HEADER.kind] = kind;
  out[HEADER.littleEndian] = littleEndianHost ? 1 : 0;
  out.set(body, HEADER.length);
  return out;
}

function decodeColumn(data: Uint8Array): unknown {
  const Column = COLUMNS[data[HEADER.kind] ?? COLUMNS.length];
  if (Column === undefined) throw new RangeError('The message names an unknown kind of column.');
  const body = new Uint8Array(data.subarray(HEADER.length)); // a copy: a Buffer’s slice would be none
  if (body.length % Column.BYTES_PER_ELEMENT !== 0)
    throw new RangeError('The column ends inside an element.');
  if ((data[HEADER.littleEndian] === 1) !== littleEndianHost) reverseElements(body, Column.BYTES_PER_ELEMENT);
  return new Column(body.buffer);
}

function reverseElements(body: Uint8Array, elementBytes: number): void {
  for (let at = 0; at < body.length; at += elementBytes) body.subarray(at, at + elementBytes).reverse();
}

const extensionCodec = new ExtensionCodec();
extensionCodec.register({ type: COLUMN_TYPE, encode: encodeColumn, decode: decodeColumn });

/**
 * Any plain data with columns as MessagePack. Throws on what no data hold: functions, symbols, nesting beyond 32. Absent
 * and `undefined` members are the same.
 */
export const packValue = (value: unknown): Uint8Array<ArrayBuffer> =>
  encode(value, { extensionCodec, useBigInt64: true, ignoreUndefined: true, maxDepth: MAX_DEPTH });

/**
 * Throws on bytes that are no MessagePack. The caller bounds their number, and with it the depth: the decoder keeps
 * its own stack and gives no element more room than the bytes that announce it.
 */
export const unpackValue = (bytes: Uint8Array): unknown =>
  decode(bytes, {
    extensionCodec,
    useBigInt64: true,
    maxArrayLength: bytes.length,
    maxMapLength: bytes.length,
  });

export const encodeMessage = (message: WireRequest | WireMessage): Uint8Array<ArrayBuffer> =>
  packValue(message);

export const decodeMessage = unpackValue;
