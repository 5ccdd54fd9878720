import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { bytesText } from '../../src/main/cli/format.ts';
import { textTable } from '../../src/main/cli/text-table.ts';
import { openDumpFile } from '../../src/main/engine/file/open-file.ts';
import { openDump } from '../../src/main/engine/format/detect.ts';
import { CODEC, decodeUnit } from '../../src/main/engine/memory/decode/decode-unit.ts';
import { JobPlanner } from '../../src/main/engine/memory/decode/plan-jobs.ts';
import { EncodedMemory } from '../../src/main/engine/memory/encoded-memory.ts';
import { measureRun } from './measure-run.ts';

/** A scan must reach this share of what its decoder alone would do on all cores. */
const TARGET = 0.7;
const ROUNDS = 3;
/** Of the whole command, beside the mapped file and the cache of decoded blocks. */
const MOST_RESIDENT = (256 + 32) * 1024 * 1024;

interface Cost {
  readonly wall: number;
  /** Of all threads. */
  readonly cpu: number;
}

async function costOf(work: () => void | Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const used = process.cpuUsage(cpu);
  return { wall: (performance.now() - start) / 1000, cpu: (used.user + used.system) / 1e6 };
}

const least = (costs: readonly Cost[]): Cost => ({
  wall: Math.min(...costs.map(({ wall }) => wall)),
  cpu: Math.min(...costs.map(({ cpu }) => cpu)),
});

/** The decoder alone, in this thread: no reading, no searching, no handing over. */
async function decodeAlone(memory: EncodedMemory): Promise<{ cost: Cost; codecs: ReadonlySet<number> }> {
  const planner = new JobPlanner(memory.source, 0, memory.end, 1);
  const target = new Uint8Array(memory.source.maxUnit);
  const codecs = new Set<number>();
  let wall = 0;
  let cpu = 0;
  for (let planned = planner.next(); planned !== undefined; planned = planner.next()) {
    const { job } = planned;
    const cost = await costOf(() => {
      for (let row = 0; row < job.count; row++) {
        const codec = job.codec[row] ?? CODEC.lost;
        const into = target.subarray(0, job.length[row]);
        const at = job.at[row] ?? 0;
        codecs.add(codec);
        if (codec === CODEC.fill) into.fill(job.size[row] ?? 0);
        else decodeUnit(codec, job.stored.subarray(at, at + (job.size[row] ?? 0)), into);
      }
    });
    wall += cost.wall;
    cpu += cost.cpu;
  }
  return { cost: { wall, cpu }, codecs };
}

/**
 * How fast encoded dumps are searched, against their decoder's own speed on one thread times the cores. Under other
 * load only processor time means something: the share of it that goes into decoding is the same measure.
 */
export async function benchDecoders(dumps: readonly string[]): Promise<void> {
  const rows: string[][] = [];
  for (const path of dumps) {
    const file = openDumpFile(path);
    const { memory } = openDump(file);
    if (!(memory instanceof EncodedMemory)) {
      process.stderr.write(`${path} is not encoded.\n`);
      continue;
    }
    const alone: Cost[] = [];
    const scans: Cost[] = [];
    let codecs: ReadonlySet<number> = new Set();
    for (let round = 0; round < ROUNDS; round++) {
      const decoded = await decodeAlone(memory);
      codecs = decoded.codecs;
      alone.push(decoded.cost);
      const pattern = Buffer.from('a text that no memory holds');
      scans.push(
        await costOf(async () => {
          await memory.scan({ query: { kind: 'patterns', patterns: [pattern] } });
        }),
      );
    }
    file.close();
    const own = least(alone);
    const scan = least(scans);
    const share = own.wall / availableParallelism() / scan.wall;
    const used = own.cpu / scan.cpu;
    const { resident } = await measureRun(path);
    const names = Object.entries(CODEC).flatMap(([name, number]) => (codecs.has(number) ? [name] : []));
    rows.push([
      basename(path),
      names.join('+'),
      `${(memory.size / own.wall / 1e6).toFixed(0)} MB/s`,
      `${(memory.size / scan.wall / 1e6).toFixed(0)} MB/s`,
      `${(100 * share).toFixed(0)} % ${share >= TARGET ? 'met' : 'MISSED'}`,
      `${(100 * used).toFixed(0)} %`,
      `${bytesText(resident)} ${resident <= MOST_RESIDENT ? 'met' : 'MISSED'}`,
    ]);
  }
  process.stdout.write(
    textTable(
      [
        { title: 'DUMP' },
        { title: 'PACKED' },
        { title: 'DECODER, 1 THREAD', right: true },
        { title: `SCAN, ${String(availableParallelism())} THREADS`, right: true },
        { title: 'OF ALL CORES', right: true },
        { title: 'OF PROCESSOR TIME', right: true },
        { title: 'PEAK MEMORY', right: true },
      ],
      rows,
    ),
  );
}
