/**
 * `npm run bench [-- --runs N DUMP…]`: how fast the built command line is, as a whole process, against its targets and
 * against reading the same file. Without a DUMP: the ones beside the checkout, and corpus-work/out/many.elf.
 * `--decoders` measures searches in encoded dumps against their decoders instead.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesText } from '../../src/main/cli/format.ts';
import { textTable } from '../../src/main/cli/text-table.ts';
import { realDumps, root, UNPACKED } from '../corpus/real-dumps.ts';
import { unpackDump } from '../support/unpack-dump.ts';
import { benchDecoders } from './decoders.ts';
import { catSeconds, mappedReadSeconds, scanSeconds } from './read-rates.ts';
import { measureRun, type Run } from './measure-run.ts';
import { REOPENING, RIVALS, targetFor } from './targets.ts';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, decoders: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const runs = Math.max(1, Number(values.runs));

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
const seconds = (value: number): string => `${value.toFixed(3)} s`;
const rate = (bytes: number, time: number): string => `${(bytes / time / 1e9).toFixed(2)} GB/s`;
const share = (part: number, whole: number): string => `${String(Math.round((100 * part) / whole))} %`;
const verdict = (value: number, limit: number | undefined, unit: (value: number) => string): string =>
  limit === undefined ? 'no target' : `${value <= limit ? 'met' : 'MISSED'}: at most ${unit(limit)}`;

async function dumpsToMeasure(): Promise<string[]> {
  if (positionals.length > 0) return positionals;
  const names = new Set(['amd64-5.10.raw', 'amd64-6.1.elf']);
  const real = realDumps().filter(({ name }) => names.has(name));
  const unpacked = await Promise.all(real.map(({ packed }) => unpackDump(packed, UNPACKED)));
  const many = join(root, 'corpus-work', 'out', 'many.elf');
  return existsSync(many) ? [...unpacked, many] : unpacked;
}

/** Runs that find the result of an earlier one. */
async function measureReopening(dump: string): Promise<Run[]> {
  const cache = mkdtempSync(join(tmpdir(), 'taskshape-bench-'));
  try {
    await measureRun(dump, cache);
    const taken: Run[] = [];
    for (let run = 0; run < runs; run++) taken.push(await measureRun(dump, cache));
    return taken;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function measure(dump: string): Promise<void> {
  const { size } = statSync(dump);
  const cat = Math.min(catSeconds(dump), catSeconds(dump), catSeconds(dump));
  const mapped = await mappedReadSeconds(dump);
  const scan = await scanSeconds(dump);
  const taken: Run[] = [];
  for (let run = 0; run < runs; run++) taken.push(await measureRun(dump));
  const again = await measureReopening(dump);
  const middle = (key: keyof Run, of = taken): number => median(of.map((run) => run[key]));
  const best = (key: keyof Run, of = taken): number => Math.min(...of.map((run) => run[key]));
  const target = targetFor(size);
  const time = (label: string, key: keyof Run, limit: number | undefined, of = taken): string[] => [
    label,
    seconds(middle(key, of)),
    seconds(best(key, of)),
    verdict(middle(key, of), limit, seconds),
  ];
  process.stdout.write(
    `\n${basename(dump)}: ${bytesText(size)}, ${String(middle('tasks'))} tasks; ${String(runs)} runs, page-cached\n`,
  );
  process.stdout.write(
    textTable(
      [{ title: '' }, { title: 'MEDIAN', right: true }, { title: 'BEST', right: true }, { title: 'TARGET' }],
      [
        time('whole process', 'wall', target),
        time('first table', 'first', target === undefined ? undefined : target / 2),
        time('last table', 'last', undefined),
        time('processor time', 'cpu', undefined),
        time('opened again: tree', 'first', REOPENING, again),
        time('opened again: whole process', 'wall', undefined, again),
        time('opened again: processor time', 'cpu', undefined, again),
        [
          'peak memory without the mapping',
          bytesText(middle('resident')),
          bytesText(best('resident')),
          verdict(middle('resident'), 300e6, bytesText),
        ],
        [
          'bytes touched',
          bytesText(middle('touched')),
          `${(middle('touched') / size).toFixed(2)} x file`,
          '',
        ],
        ['cat FILE > /dev/null', seconds(cat), rate(size, cat), ''],
        [`mapped read, ${String(availableParallelism())} threads`, seconds(mapped), rate(size, mapped), ''],
        [
          'scan for byte strings',
          seconds(scan.patterns),
          rate(size, scan.patterns),
          `${share(mapped, scan.patterns)} of the mapped read, ${share(cat, scan.patterns)} of cat`,
        ],
        [
          'scan for word values',
          seconds(scan.values),
          rate(size, scan.values),
          `${share(mapped, scan.values)} of the mapped read, ${share(cat, scan.values)} of cat`,
        ],
      ],
    ),
  );
}

if (values.decoders) {
  const encoded = realDumps().filter(({ name }) => /kdump|avml|savevm/.test(name));
  await benchDecoders(
    positionals.length > 0
      ? positionals
      : await Promise.all(encoded.map(({ packed }) => unpackDump(packed, UNPACKED))),
  );
  process.exit();
}

/** Of other processes, as long as nothing was measured yet. */
const [load = 0] = loadavg();
const dumps = await dumpsToMeasure();
if (dumps.length === 0) {
  process.stderr.write('Name a dump: npm run bench -- DUMP…\n');
  process.exit(2);
}
for (const dump of dumps) await measure(dump);
if (load > 0.5) {
  process.stdout.write(
    `\nOther work ran beside this (load ${load.toFixed(1)} on ${String(availableParallelism())} cores): times are too long.\n`,
  );
}
process.stdout.write(`\n${RIVALS}`);
