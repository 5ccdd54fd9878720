import { TaskshapeError } from '../../../shared/errors.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { openDumpFile } from '../file/open-file.ts';
import { layMemory } from '../format/lay-memory.ts';
import { AddressMap } from './address-map.ts';
import type { Inspected } from './inspection.ts';

/**
 * Reads a file of which no dump can be made as nothing but its bytes, which can be looked at and searched all the same:
 * `opened`, if it is open already. Undefined where there are none.
 */
export function bareFile(path: string, opened: DumpFile | undefined): Inspected | undefined {
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
