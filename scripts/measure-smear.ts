/**
 * Puts two dumps of one machine, taken one after the other and laid out alike, together as if it had run while it was
 * read, and measures what is found: `node scripts/measure-smear.ts FIRST SECOND`. Beside a dump `x.raw` may lie its
 * truth, `x.truth.json`.
 */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isDisputed, isHidden } from '../src/shared/task-table.ts';
import { laterPieces, SMEARS } from '../test/support/damage/compose.ts';
import { knownTasks, type KnownTask } from '../test/support/damage/score.ts';
import { scoreSmear } from '../test/support/damage/score-smear.ts';
import { Specimen } from '../test/support/damage/specimen.ts';
import { Random } from '../test/support/dump-builder/random.ts';
import { compareWithTruth, readTruth } from '../test/support/truth.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [first, second] = positionals;
if (first === undefined || second === undefined) throw new Error('Give two dumps of one machine.');
const folder = mkdtempSync(join(tmpdir(), 'taskshape-smear-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});
const copy = join(folder, basename(first));
copyFileSync(first, copy);
chmodSync(copy, 0o600);

const before = await truthOf(first);
const after = await truthOf(second);
const size = after.end;
for (const smear of SMEARS) {
  const patches = laterPieces(smear, size, new Random(1)).map(([from, to]) => ({
    offset: from,
    bytes: bytesOf(second, from, to - from),
  }));
  const { snapshot, milliseconds } = await new Specimen(copy).analyse(patches);
  const { table } = snapshot;
  const result = scoreSmear(before.tasks, after.tasks, table);
  const count = (holds: typeof isHidden): number =>
    table === undefined ? 0 : [...table.pid.keys()].filter((row) => holds(table, row)).length;
  console.log(
    [
      smear,
      `found ${result.whole - result.missed.length}/${result.whole}`,
      `false ${result.false.length}`,
      `wrong ${result.wrong.length}/${result.shown}`,
      `unknown ${result.unknown}`,
      `of one moment ${result.passing.length}`,
      `disputed ${count(isDisputed)}`,
      `hidden ${count(isHidden)}`,
      `${Math.round(milliseconds)} ms`,
    ].join('  '),
  );
  for (const line of [...result.missed.map((pid) => `missed ${pid}`), ...result.false, ...result.wrong])
    console.log('   ', line);
}

/** The tasks of one moment, as an analysis says that was held against /proc where its truth is there. */
async function truthOf(dump: string): Promise<{ tasks: KnownTask[]; end: number }> {
  const { snapshot, runs } = await new Specimen(dump).analyse();
  const { table, shape } = snapshot;
  if (table === undefined || shape === undefined) throw new Error(`${dump} is not understood.`);
  const truthFile = dump.replace(/\.[^.]+$/, '.truth.json');
  if (existsSync(truthFile)) {
    const differences = compareWithTruth(table, readTruth(truthFile));
    if (differences.length > 0) throw new Error(`${dump}: ${differences.length} differences when whole.`);
  }
  return {
    tasks: knownTasks(table, shape),
    end: Math.max(...runs.map(({ file, length }) => (file ?? 0) + length)),
  };
}

function bytesOf(dump: string, offset: number, length: number): Uint8Array {
  const handle = openSync(dump, 'r');
  const bytes = new Uint8Array(length);
  readSync(handle, bytes, 0, length, offset);
  closeSync(handle);
  return bytes;
}
