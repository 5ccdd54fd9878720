import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** Content and time of the last change of a file, as text to compare. */
export const fingerprint = (path: string): string =>
  `${createHash('sha256').update(readFileSync(path)).digest('hex')} ${statSync(path).mtimeMs}`;
