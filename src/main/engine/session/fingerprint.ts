import { createHash } from 'node:crypto';
import { fileOffset } from '../../../shared/units.ts';
import type { DumpFile } from '../file/dump-file.ts';

const CHUNK = 1024 * 1024;
/** Bytes between two reports. */
const REPORT_EVERY = 64 * CHUNK;

/**
 * The SHA-256 of the file as hex digits. Hands over to waiting requests after every chunk. Rejects with `cancelled`
 * or whatever reading throws.
 */
export async function fingerprintFile(
  file: DumpFile,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  const chunk = new Uint8Array(CHUNK);
  for (let at = 0; at < file.size; at += CHUNK) {
    signal.throwIfAborted();
    const length = file.read(fileOffset(at), chunk);
    hash.update(chunk.subarray(0, length));
    if (at % REPORT_EVERY === 0) onProgress(at);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return hash.digest('hex');
}

/** The one computation of a file's fingerprint that a session runs in the background, as often as it is asked for. */
export class Fingerprinting {
  readonly #closing = new AbortController();
  #runs = false;

  /** `announce` hears of bytes done, and in the end of the digest; of a failure not at all: who asks again hears why. */
  start(file: DumpFile, announce: (done: number, sha256?: string) => void): void {
    if (this.#runs) return;
    this.#runs = true;
    fingerprintFile(file, this.#closing.signal, announce)
      .then(
        (sha256) => {
          announce(file.size, sha256);
        },
        () => undefined, // the dump was closed or can no longer be read
      )
      .finally(() => {
        this.#runs = false;
      });
  }

  stop(): void {
    this.#closing.abort();
  }
}
