import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDrawnDumps } from '../support/drawn-dump.ts';
import { buildGuest } from '../support/dump-builder/build-guest.ts';
import type { Guest } from '../support/dump-builder/guest.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'taskshape-cli-'));
let guest: Guest;
let raw: string;
let elf: string;
beforeAll(() => {
  ({ guest, raw, elf } = writeDrawnDumps(folder));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface PsJson {
  dump: Record<string, unknown>;
  shape: Record<string, { offset: number; width: number; struct: string; evidence: { relation: string } }>;
  tasks: Record<string, unknown>[];
}

/** What our own process printed; each caller knows which command's shape it has. */
const parse = (text: string): unknown => JSON.parse(text);

describe('--kernel', () => {
  it('shows another of the kernels that info lists, and says so when there is no such', async () => {
    const other = buildGuest('swapper/0 0\n  init 1\n    web 50\n  kthreadd 2 kthread\n    kworker/0:0 3', {
      ramSize: 4 << 20,
      seed: 8,
      release: '5.5.5-other',
    });
    const both = join(folder, 'both.raw');
    writeFileSync(both, Buffer.concat([guest.raw(), other.raw()]));
    const info = await runCli(['info', both]);
    expect(info.stdout).toMatch(/^\* 1 {2}Linux 6\.1\.0-drawn.*\n(?: {5}.*\n)* {2}2 {2}Linux 5\.5\.5-other/m);
    const second = await runCli(['ps', '--kernel', '2', both]);
    expect(
      second.stdout
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(/ +/).at(-1)),
    ).toEqual(['init', '[kthreadd]', '[kworker/0:0]', 'web']);
    const third = await runCli(['ps', '--kernel', '3', both]);
    expect(third.code).toBe(2);
    expect(third.stdout).toBe('');
    expect(third.stderr).toContain('There is no kernel 3 in this dump.');
  });
});

describe('ps', () => {
  it('as JSON holds every thread as an entry of its own, exactly as it was drawn', async () => {
    const { code, stdout, stderr } = await runCli(['ps', raw, '--json']);
    const { dump, shape, tasks } = parse(stdout) as PsJson;
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(dump).toMatchObject({
      path: raw,
      format: 'raw',
      sizeBytes: 8 << 20,
      architecture: 'x86_64',
      wordSize: 8,
      byteOrder: 'little',
      banner: guest.banner.trim(),
    });
    expect(shape['pid']?.offset).toBe(guest.offsetOf('pid'));
    expect(shape['comm']).toMatchObject({ name: 'comm', struct: 'task_struct', width: 16 });
    expect(shape['tasks']?.evidence.relation).not.toBe('');
    const truth = guest.truth.filter((task) => task.pid !== 0).sort((a, b) => a.pid - b.pid);
    expect(tasks.sort((a, b) => Number(a['pid']) - Number(b['pid']))).toEqual(
      truth.map((task) => ({
        pid: task.pid,
        tgid: task.tgid,
        ppid: task.ppid,
        comm: task.comm,
        uid: task.uid,
        gid: task.gid,
        euid: task.euid,
        egid: task.egid,
        state: task.state,
        kernelThread: task.kernelThread,
        startTimeNs: String(task.startTime),
        namespacePids: task.namespacePids,
        address: `0x${task.address.toString(16)}`,
        physicalAddress: `0x${task.physical.toString(16)}`,
        threads: task.threads,
        hidden: false,
        disputed: false,
        foundBy:
          task.pid === 0
            ? ['list', 'threads']
            : task.pid === task.tgid
              ? ['list', 'tree', 'threads', 'pid', 'carve']
              : ['threads', 'pid'],
        missingFrom: [],
      })),
    );
  });

  it('as a table shows one line a process, and with --threads one a thread', async () => {
    const processes = (await runCli(['ps', elf])).stdout.trimEnd().split('\n');
    const threads = (await runCli(['ps', elf, '--threads'])).stdout.trimEnd().split('\n');
    const leaders = guest.truth.filter((task) => task.pid === task.tgid);
    expect(processes[0]?.trim().split(/ +/)).toEqual(['PID', 'PPID', 'UID', 'S', 'START', 'THREADS', 'NAME']);
    expect(processes).toHaveLength(leaders.length); // one idle task less, one line of titles more
    expect(processes.find((line) => line.endsWith('  bash'))).toMatch(/^ *300 +1 +1000 +S +\S+ +3 {2}bash$/);
    expect(threads).toHaveLength(guest.truth.length);
    expect(threads.find((line) => line.includes('{worker}'))).toMatch(/^ *300 +301 +1 /);
  });

  it('lists the idle task only when asked', async () => {
    const { stdout } = await runCli(['ps', raw, '--idle', '--json']);
    expect((parse(stdout) as PsJson).tasks[0]).toMatchObject({ pid: 0, comm: 'swapper/0' });
  });

  it('as CSV defuses names that a spreadsheet would run', async () => {
    const { stdout } = await runCli(['ps', raw, '--csv']);
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toMatch(/^dump,pid,tgid,ppid,comm,uid,/);
    expect(rows).toHaveLength(guest.truth.length - 1);
    expect(rows.find((row) => row.includes(',306,306,'))).toContain(`,'=cmd|' /C x'!A0,`);
  });

  it('shows the dumps that can be read, labelled, though another fails, and ends with the worst code', async () => {
    const text = join(folder, 'text.txt');
    writeFileSync(text, 'Not a dump.\n'.repeat(1000));
    const { code, stdout, stderr } = await runCli(['ps', raw, text, elf]);
    expect(code).toBe(4);
    expect(stdout).toContain(`==> ${raw} <==`);
    expect(stdout).toContain(`==> ${elf} <==`);
    expect(stdout).not.toContain(`==> ${text} <==`);
    expect(stderr).toContain(text);

    const many = parse((await runCli(['ps', raw, text, '--json'])).stdout) as PsJson[];
    expect(many.map(({ dump, tasks }) => [dump['path'], tasks.length])).toEqual([
      [raw, guest.truth.length - 1],
      [text, 0],
    ]);
  });
});

it('tree draws children below their parents, threads in braces', async () => {
  const lines = (await runCli(['tree', raw, '--threads'])).stdout.split('\n');
  expect(lines[0]).toBe('systemd (1)');
  const bash = lines.indexOf('├─ bash (300)');
  expect(lines.slice(bash + 1, bash + 4)).toEqual([
    '│  ├─ {worker} (301)',
    '│  ├─ {other} (302)',
    '│  └─ vim (305)',
  ]);
  expect(lines).toContain('[kthreadd] (2)');
});

it('info tells format, machine, counts and the evidence of every field', async () => {
  const { code, stdout } = await runCli(['info', elf]);
  expect(code).toBe(0);
  expect(stdout).toContain('x86_64, 64-bit, little-endian');
  expect(stdout).toMatch(/^real_parent +task_struct +0x[0-9a-f]+ +8 +\d+\/\d+ {2}\S/m);
  const { stages, counts } = parse((await runCli(['info', elf, '--json'])).stdout) as {
    stages: unknown[];
    counts: Record<string, number>;
  };
  expect(stages.length).toBeGreaterThan(3);
  expect(counts['threads']).toBe(guest.truth.length - 1);
});

describe('hex', () => {
  it('shows the very bytes of a task_struct and names the fields under them', async () => {
    const { truth } = guest.task(300);
    const { stdout } = await runCli(['hex', raw, '--task', '300', '--json']);
    const json = parse(stdout) as {
      bytes: string;
      fields: { name: string; offset: number; value: string }[];
    };
    const bytes = Buffer.from(json.bytes, 'hex');
    expect(bytes.equals(guest.raw().subarray(truth.physical, truth.physical + bytes.length))).toBe(true);
    expect(bytes.readUInt32LE(guest.offsetOf('pid'))).toBe(300);
    expect(json.fields).toContainEqual(
      expect.objectContaining({ name: 'pid', offset: guest.offsetOf('pid'), value: '300' }),
    );
    const text = (await runCli(['hex', raw, '--task', '300'])).stdout;
    expect(text).toMatch(/\^{11} +pid = 300$/m);
    expect(text).toMatch(/\^ +comm = “bash”$/m);
  });

  it('shows bytes by virtual, physical and file address alike', async () => {
    const { address, physical } = guest.task(1).truth;
    const at = async (space: string, from: bigint | number) =>
      (
        parse(
          (await runCli(['hex', raw, '--json', '--space', space, '--address', `0x${from.toString(16)}`]))
            .stdout,
        ) as { bytes: string }
      ).bytes;
    const expected = Buffer.from(guest.raw().subarray(physical, physical + 256)).toString('hex');
    expect(await at('virtual', address)).toBe(expected);
    expect(await at('physical', physical)).toBe(expected);
    expect(await at('file', physical)).toBe(expected);
  });
});
