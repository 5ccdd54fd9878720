import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { packValue, unpackValue } from '../../../../shared/wire.ts';
import { RESULT } from './result-schema.ts';
import type { StoredResult } from './stored-result.ts';

/**
 * A result on disk:
 *
 *     ┌──────────┬─────────┬──────────────────┬───────────────────────┐
 *     │ TSRESULT │ version │ SHA-256 of all   │ MessagePack, columns  │
 *     │ 8 B      │ u32 LE  │ that follows     │ as in shared/wire.ts  │
 *     │          │         │ 32 B             │                       │
 *     └──────────┴─────────┴──────────────────┴───────────────────────┘
 */
const MAGIC = Buffer.from('TSRESULT', 'latin1');
const VERSION = 2;
const DIGEST_AT = MAGIC.length + 4;
const BODY_AT = DIGEST_AT + 32;

export function resultBytes(result: StoredResult): Uint8Array {
  const body = packValue(result);
  const file = Buffer.alloc(BODY_AT + body.length);
  MAGIC.copy(file);
  file.writeUInt32LE(VERSION, MAGIC.length);
  digest(body).copy(file, DIGEST_AT);
  file.set(body, BODY_AT);
  return file;
}

/** The result, or why these bytes are none. */
export function parseResult(bytes: Uint8Array): StoredResult | { readonly unusable: string } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length < BODY_AT || !file.subarray(0, MAGIC.length).equals(MAGIC))
    return { unusable: 'no result' };
  const version = file.readUInt32LE(MAGIC.length);
  if (version !== VERSION) return { unusable: `version ${version} of the file` };
  const body = file.subarray(BODY_AT);
  if (!digest(body).equals(file.subarray(DIGEST_AT, BODY_AT))) return { unusable: 'damaged' };
  let value: unknown;
  try {
    // No Buffer: what is cut out of one shares its bytes, and is cloned whole.
    value = unpackValue(new Uint8Array(body));
  } catch (thrown) {
    // The decoder throws many kinds of errors at bytes that are no MessagePack.
    return { unusable: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  const parsed = v.safeParse(RESULT, value, { abortEarly: true });
  return parsed.success ? parsed.output : { unusable: v.getDotPath(parsed.issues[0]) ?? 'no result' };
}

const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
