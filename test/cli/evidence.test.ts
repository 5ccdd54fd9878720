import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildGuest } from '../support/dump-builder/build-guest.ts';
import { addFalseIdle, addFalseList, addLoneName } from '../support/dump-builder/false-idle.ts';
import { DRAWING } from '../support/drawn-dump.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'taskshape-evidence-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const guest = buildGuest(DRAWING, { ramSize: 8 << 20 });
const copy = addFalseIdle(guest);
const nameless = addFalseList(guest, 8, () => undefined);
const lone = addLoneName(guest);
const dump = join(folder, 'decoys.elf');
writeFileSync(dump, guest.elf());

interface EvidenceJson {
  initTask: {
    names: number;
    candidates: { taken: boolean; physical: string | null; name: string; reason: string }[];
  };
  fields: { name: string; offset: number; exceptions: { pid: number }[]; runnersUp: { reason: string }[] }[];
  missing: { name: string; reason: string }[];
  notSearchedFor: string[];
}

describe('evidence', () => {
  test('lists what was tried as init_task, the one that was taken first, and why the others were not', async () => {
    const { code, stdout } = await runCli(['evidence', dump]);
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    const head = lines.findIndex((line) => line.startsWith('CANDIDATE'));
    expect(lines[head + 1]).toMatch(
      new RegExp(`^0x[0-9a-f]+ +0x${guest.idle.truth.physical.toString(16)} +7/7 .*its tasks are shown`),
    );
    const of = (place: number): string | undefined =>
      lines.find((line) => line.includes(` 0x${place.toString(16)} `));
    expect(of(copy)).toMatch(
      /2\/7 .*None of its lists leads to a neighbour that points back\. \(\d+ of \d+ pairs/,
    );
    expect(of(nameless)).toMatch(/4\/7 .* 0\/8 .*no name where it has its own/);
    expect(of(lone)).toMatch(/^a name alone .* 0\/7 /);
  });

  test('names the tasks that break a relation, and the places that lost', async () => {
    const { stdout } = await runCli(['evidence', dump]);
    // sudo acts for root: its ids are not pairs of the same.
    expect(stdout).toMatch(
      /^cred\.uid {2}cred\+0x8 {2}held by \d+ of \d+\n.*\n {2}exceptions: sudo \(320\)$/m,
    );
    expect(stdout).toMatch(/^real_parent .*\n.*\n(?: {2}not \+0x[0-9a-f]+: \d+ of \d+, .*\n)+/m);
    expect(stdout).toMatch(/^Not searched for/m);
  });

  test('is the same as JSON and, of fields, as CSV', async () => {
    const json = JSON.parse((await runCli(['evidence', dump, '--json'])).stdout) as EvidenceJson;
    expect(json.initTask.names).toBe(4);
    expect(json.initTask.candidates.map(({ taken }) => taken)).toEqual([true, false, false, false]);
    expect(
      json.initTask.candidates.find(({ name }) => name === `0x${lone.toString(16)}`)?.physical,
    ).toBeNull();
    const uid = json.fields.find(({ name }) => name === 'cred.uid');
    expect(uid?.exceptions.map((one) => one.pid)).toEqual([320]);
    expect(json.notSearchedFor).toContain('mm.pgd');
    const csv = (await runCli(['evidence', dump, '--csv'])).stdout.split(/\r?\n/);
    expect(csv[0]).toBe('dump,field,struct,offset,chosen,satisfied,tested,reason');
    expect(csv.filter((line) => line.includes(',tasks,task_struct,') && line.includes(',yes,'))).toHaveLength(
      1,
    );
    expect(csv.some((line) => line.includes(',tasks,task_struct,') && line.includes(',no,'))).toBe(true);
  });

  test('of a dump whose kernel is not found it still tells what was tried', async () => {
    const lost = buildGuest(DRAWING, { ramSize: 8 << 20 });
    const left = addFalseIdle(lost);
    for (const { object } of lost.tasks) lost.memory.at(object.physical, object.struct.size).fill(0);
    const path = join(folder, 'lost.elf');
    writeFileSync(path, lost.elf());
    const { code, stdout, stderr } = await runCli(['evidence', path]);
    expect(code).not.toBe(0);
    expect(stderr).toContain('taskshape evidence');
    expect(stdout).toContain(` 0x${left.toString(16)} `);
    const json = JSON.parse((await runCli(['evidence', path, '--json'])).stdout) as EvidenceJson;
    expect(json.initTask.candidates.every(({ taken }) => !taken)).toBe(true);
    expect(json.fields).toEqual([]);
  });

  test('is known again when the dump is opened once more', async () => {
    const first = await runCli(['evidence', dump, '--json']);
    const second = await runCli(['evidence', dump, '--json']);
    const { initTask, fields } = JSON.parse(second.stdout) as EvidenceJson;
    expect({ initTask, fields }).toEqual({
      initTask: (JSON.parse(first.stdout) as EvidenceJson).initTask,
      fields: (JSON.parse(first.stdout) as EvidenceJson).fields,
    });
    const info = await runCli(['info', dump]);
    expect(info.stdout).toMatch(/^result +kept from an analysis/m);
    expect(info.stdout).toMatch(/^candidates +3 tried, around 4 names of the idle task/m);
  });
});
