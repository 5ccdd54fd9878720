import { statSync } from 'node:fs';
import type { FileIdentity } from './stored-result.ts';

/** Undefined for a file that is gone. */
export function identityOf(path: string): FileIdentity | undefined {
  try {
    const { dev, ino, mtimeNs } = statSync(path, { bigint: true });
    return { device: dev, inode: ino, modifiedNs: mtimeNs };
  } catch {
    return undefined;
  }
}

/** True when one is the other after somebody has written to it. A copy, or a file that was moved, is not. */
export const wasWrittenTo = (before: FileIdentity, now: FileIdentity): boolean =>
  before.device === now.device && before.inode === now.inode && before.modifiedNs !== now.modifiedNs;

export const isSameFile = (a: FileIdentity, b: FileIdentity): boolean =>
  a.device === b.device && a.inode === b.inode && a.modifiedNs === b.modifiedNs;
