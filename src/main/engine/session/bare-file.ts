import { TaskshapeError } from '../../../shared/errors.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { openDumpFile } from '../file/open-file.ts';
import { layMemory } from '../format/lay-memory.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { AddressMap } from './address-map.ts';

/** A file of which no dump can be made, and its bytes, which can be looked at and searched all the same. */
export interface BareFile {
  readonly file: DumpFile;
  readonly map: AddressMap;
  readonly memory: PhysicalMemory;
}

/** Reads a file as nothing but its bytes: `opened`, if it is open already. Undefined where there are none. */
export function bareFile(path: string, opened: DumpFile | undefined): BareFile | undefined {
  try {
    const file = opened ?? openDumpFile(path);
    const { memory } = layMemory(file, [{ start: 0, length: file.size, file: 0 }]);
    return file.size === 0 ? undefined : { file, memory, map: new AddressMap(file, memory, false) };
  } catch (thrown) {
    // What is wrong with the file is being told already.
    if (thrown instanceof TaskshapeError) return undefined;
    throw thrown;
  }
}
