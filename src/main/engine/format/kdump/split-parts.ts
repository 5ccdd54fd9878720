import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileOffset } from '../../../../shared/units.ts';
import { TaskshapeError } from '../../../../shared/errors.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { openDumpFile } from '../../file/open-file.ts';
import { readKdumpHeader, type KdumpHeader } from './kdump-header.ts';
import type { KdumpPart } from './kdump-source.ts';

/** Files of the folder that are looked at. */
const MAX_LOOKED_AT = 4096;
const MAX_PARTS = 1024;

/**
 * The other parts of a dump that makedumpfile split, found among the files beside the one named: they share version,
 * machine and time of the dump. The caller closes their files.
 */
export function findOtherParts(file: DumpFile, header: KdumpHeader): KdumpPart[] {
  const parts: KdumpPart[] = [];
  for (const path of filesBeside(file.path)) {
    if (parts.length === MAX_PARTS) break;
    const part = openPart(path, header);
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

function filesBeside(path: string): string[] {
  try {
    const folder = dirname(resolve(path));
    return readdirSync(folder, { withFileTypes: true })
      .slice(0, MAX_LOOKED_AT)
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, entry.name))
      .filter((other) => other !== resolve(path));
  } catch {
    // A folder that cannot be listed: the part named still opens, and the others are said to be missing.
    return [];
  }
}

/** The file as a part of the dump that `header` belongs to; undefined when it is none. */
function openPart(path: string, header: KdumpHeader): KdumpPart | undefined {
  let file: DumpFile | undefined;
  try {
    file = openDumpFile(path);
    const magic = new Uint8Array(8);
    file.read(fileOffset(0), magic);
    if (header.identity.startsWith(Buffer.from(magic).toString('latin1'))) {
      const other = readKdumpHeader(file);
      if (
        other.split !== undefined &&
        other.identity === header.identity &&
        other.pageSize === header.pageSize
      ) {
        return { file, header: other, ...other.split };
      }
    }
  } catch (error) {
    // A neighbour that cannot be read is none of the parts.
    if (!(error instanceof TaskshapeError)) throw error;
  }
  file?.close();
  return undefined;
}
