import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTruth } from '../support/truth.ts';
import { runCli } from '../support/run-cli.ts';
import { unpackDump } from '../support/unpack-dump.ts';
import { realDumps, root, UNPACKED } from './real-dumps.ts';

interface PsJson {
  readonly dump: Readonly<Record<string, unknown>>;
  readonly tasks: readonly Readonly<Record<string, unknown>>[];
}

/** What the command line says of each machine besides its tasks. */
const MACHINES = [
  {
    name: 'amd64-6.12.raw',
    dump: { format: 'raw', architecture: 'x86_64', wordSize: 8, byteOrder: 'little' },
  },
  { name: 's390x-6.1.elf', dump: { format: 'elf', architecture: 's390x', wordSize: 8, byteOrder: 'big' } },
] as const;

const pathOf = async (name: string): Promise<string> => {
  const found = realDumps().find((dump) => dump.name === name);
  if (found === undefined) throw new Error(`${name} is not among the real dumps`);
  return unpackDump(found.packed, UNPACKED);
};

describe('the built command line', () => {
  beforeAll(() => {
    if (!existsSync(join(root, 'out', 'main', 'cli.js')))
      throw new Error('not built: run npm run build first');
  });

  it.each(MACHINES)('prints the machine and every thread of $name as JSON', async ({ name, dump }) => {
    const path = await pathOf(name);
    const { code, stdout, stderr } = await runCli(['ps', path, '--json'], { built: true });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const json = JSON.parse(stdout) as PsJson; // printed by our own process
    expect(json.dump).toMatchObject({ path, ...dump });
    expect(json.dump['banner']).toMatch(/^Linux version 6\./);
    const truth = readTruth(join(root, '..', 'shared', 'dumps', name.replace(/\.\w+$/, '.truth.json')));
    const pids = (tasks: readonly unknown[]): number[] => tasks.map(Number).sort((a, b) => a - b);
    expect(pids(json.tasks.map((task) => task['pid']))).toEqual(pids(truth.tasks.map((task) => task.Pid)));
    // A name that tries to drive the terminal, as init.c gives one.
    expect(json.tasks.map((task) => task['comm'])).toContain(`evil<b>&"';\\x1b[31`);
    expect(json.tasks.find((task) => task['comm'] === 'ns-child')?.['namespacePids']).toHaveLength(2);
  });

  it('ends with 2 for a wrong call, 3 for no file, 4 for what is no dump', async () => {
    expect((await runCli(['ps'], { built: true })).code).toBe(2);
    expect((await runCli(['ps', '/nonexistent'], { built: true })).code).toBe(3);
    const { code, stderr } = await runCli(['ps', join(root, 'package.json')], { built: true });
    expect(stderr).toContain('text file');
    expect(code).toBe(4);
  });

  it('shows the sample without being given a dump', async () => {
    const { code, stdout } = await runCli(['tree', '--sample'], { built: true });
    expect(code).toBe(0);
    expect(stdout.startsWith('init (1)\n')).toBe(true);
  });
});
