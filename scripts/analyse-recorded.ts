import { AddressMap } from '../src/main/engine/session/address-map.ts';
import { analyse } from '../src/main/engine/session/analyse.ts';
import { describeTask } from '../src/main/engine/session/describe-task.ts';
import { ProgressReporter } from '../src/main/engine/session/progress-reporter.ts';
import { TargetResolver } from '../src/main/engine/session/resolve-target.ts';
import { openDumpFile } from '../src/main/engine/file/open-file.ts';
import { openDump } from '../src/main/engine/format/detect.ts';
import type { OpenedDump } from '../src/main/engine/format/dump-format.ts';
import type { LocatedKernel } from '../src/main/engine/kernel/locate-kernel.ts';
import { Pace } from '../src/main/engine/kernel/pace.ts';
import type { TaskShape } from '../src/shared/shape.ts';
import type { TaskTable } from '../src/shared/task-table.ts';
import { RecordingMemory } from './recording-memory.ts';

export interface Recorded {
  readonly dump: OpenedDump;
  readonly memory: RecordingMemory;
  readonly kernel: LocatedKernel;
  readonly shape: TaskShape;
  readonly table: TaskTable;
  readonly close: () => void;
}

/** Runs the analysis and asks for every task what the view would, on memory that remembers what was looked at. */
export async function analyseRecorded(path: string): Promise<Recorded> {
  const file = openDumpFile(path);
  const dump = openDump(file);
  const memory = new RecordingMemory(dump.memory);
  let kernel: LocatedKernel | undefined;
  let shape: TaskShape | undefined;
  let table: TaskTable | undefined;
  await analyse({
    path,
    dump: { ...dump, memory },
    info: {
      path,
      format: dump.format,
      formatDetail: dump.detail,
      sizeBytes: file.size,
      memoryBytes: dump.memory.size,
      ranges: [],
      notices: [],
    },
    pace: new Pace(),
    progress: new ProgressReporter(
      () => undefined,
      () => 0,
    ),
    announce: (changes) => {
      shape = changes.shape ?? shape;
      table = changes.table ?? table;
    },
    log: () => undefined,
    onKernel: (found) => {
      kernel = found;
    },
  });
  if (kernel === undefined || shape === undefined || table === undefined)
    throw new Error(`no tasks in ${path}`);
  const addresses = new AddressMap(file, memory);
  addresses.setKernel(kernel);
  const resolver = new TargetResolver(kernel.space, shape, table);
  for (let row = 0; row < table.count; row++) {
    memory.note(table.physical[row] ?? NaN, shape.extent);
    const { fields } = describeTask(kernel.space, shape, table, row, resolver, (at) => addresses.placeOf(at));
    // A pointer that is followed leads somewhere.
    for (const { address, mapped } of fields.flatMap((field) => field.pointers)) {
      if (mapped) memory.note(kernel.space.toPhysical(address) ?? NaN, 1);
    }
  }
  return {
    dump,
    memory,
    kernel,
    shape,
    table,
    close: () => {
      file.close();
    },
  };
}
