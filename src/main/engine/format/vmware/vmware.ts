import { existsSync } from 'node:fs';
import { failure, TaskshapeError } from '../../../../shared/errors.ts';
import { fileOffset, type FileOffset } from '../../../../shared/units.ts';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { openDumpFile } from '../../file/open-file.ts';
import { VirtualFile } from '../../file/virtual-file.ts';
import type { FileRun } from '../../memory/normalise-runs.ts';
import type { DumpFormat, OpenedDump } from '../dump-format.ts';
import { layMemory } from '../lay-memory.ts';
import { isVmwareState, readVmwareState, type VmwareRegion } from './state-file.ts';

const PAGE = 4096;
const GIB = 2 ** 30;

/** Where the memory of a file lies; without regions it has no holes. */
function runsOf(regions: readonly VmwareRegion[], offset: number, length: number): FileRun[] {
  if (regions.length === 0) return [{ start: 0, length, file: offset }];
  return regions.map(({ guestPage, filePage, pages }) => ({
    start: guestPage * PAGE,
    length: Math.min(pages * PAGE, Math.max(0, length - filePage * PAGE)),
    file: offset + filePage * PAGE,
  }));
}

/** The memory of a state file, which lies in another file than the one that was named. */
class OtherFile extends VirtualFile {
  readonly size: number;
  readonly #other: DumpFile;

  constructor(path: string, other: DumpFile) {
    super(path);
    this.#other = other;
    this.size = other.size;
  }

  override read(offset: FileOffset, target: Uint8Array): number {
    return this.#other.read(offset, target);
  }

  placeOf(): FileOffset | undefined {
    return undefined;
  }
}

/** Suspended machines and snapshots of VMware: memory in the .vmss or .vmsn file itself, or in the .vmem beside it. */
function openState(file: DumpFile): OpenedDump {
  const { regions, memory } = readVmwareState(file);
  const count = { regions: Math.max(1, regions.length) };
  if (memory !== undefined) {
    const laid = layMemory(file, runsOf(regions, memory.offset, memory.length));
    return { format: 'vmware', detail: say('format.vmwareInside', count), ...laid, notes: [] };
  }
  const path = file.path.replace(/\.(vmss|vmsn)$/i, '.vmem');
  if (path === file.path || !existsSync(path)) {
    throw failure('format-unsupported', say('failure.vmware.empty'), {
      file: file.path,
      expected: say('expected.vmem'),
      remedy: say('remedy.vmware.beside'),
    });
  }
  const other = openDumpFile(path);
  const laid = layMemory(new OtherFile(file.path, other), runsOf(regions, 0, other.size));
  return {
    format: 'vmware',
    detail: say('format.vmwareBeside', count),
    ...laid,
    notes: [],
    close: () => {
      other.close();
    },
  };
}

/**
 * Memory that VMware keeps in a .vmem file, which has no mark of its own: told by its name and, where one is there, by
 * the state file beside it. Undefined for files of other names.
 */
export function openVmem(file: DumpFile): OpenedDump | undefined {
  if (!/\.vmem$/i.test(file.path)) return undefined;
  const lay = (runs: readonly FileRun[]): OpenedDump => ({
    format: 'vmware',
    detail: say('format.vmem', { ranges: runs.length }),
    ...layMemory(file, runs),
    notes: [],
  });
  const regions = regionsBeside(file.path);
  if (regions !== undefined) {
    const dump = lay(runsOf(regions, 0, file.size));
    return dump.memory.size === 0 ? undefined : dump;
  }
  // Without a state file: virtual machines keep the gigabyte below 4 GiB free of RAM, unless the content says otherwise.
  const assumed = [
    { start: 0, length: Math.min(file.size, 3 * GIB), file: 0 },
    { start: 4 * GIB, length: Math.max(0, file.size - 3 * GIB), file: 3 * GIB },
  ];
  const dump = lay(assumed.filter(({ length }) => length > 0));
  return {
    ...dump,
    notices: [...(file.size > 3 * GIB ? [say('notice.vmware.assumed')] : []), ...dump.notices],
    relay: { size: file.size, beginsKnown: false, lay },
  };
}

function regionsBeside(path: string): readonly VmwareRegion[] | undefined {
  for (const extension of ['.vmss', '.vmsn']) {
    const state = path.replace(/\.vmem$/i, extension);
    if (!existsSync(state)) continue;
    let file: DumpFile | undefined;
    try {
      file = openDumpFile(state);
      const head = new Uint8Array(4);
      file.read(fileOffset(0), head);
      if (isVmwareState(head)) return readVmwareState(file).regions;
    } catch (error) {
      // A state file that cannot be read is as good as none.
      if (!(error instanceof TaskshapeError)) throw error;
    } finally {
      file?.close();
    }
  }
  return undefined;
}

export const vmwareState: DumpFormat = { name: 'vmware', detect: isVmwareState, open: openState };
