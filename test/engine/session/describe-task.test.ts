import { beforeAll, describe, expect, test } from 'vitest';
import type { FieldValue } from '../../../src/shared/api.ts';
import type { FieldName } from '../../../src/shared/fields.ts';
import { english } from '../../../src/shared/i18n/english.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { describeTask } from '../../../src/main/engine/session/describe-task.ts';
import { TargetResolver } from '../../../src/main/engine/session/resolve-target.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { understand, type FullAnalysis } from '../../support/engine/analyse-guest.ts';
import { BUSY_MACHINE } from '../../support/engine/drawings.ts';

const GUEST = buildGuest(BUSY_MACHINE, { ramSize: 4 << 20 });
let analysis: FullAnalysis;
let resolver: TargetResolver;

beforeAll(async () => {
  analysis = await understand(GUEST);
  resolver = new TargetResolver(analysis.kernel.space, analysis.shape, analysis.table);
});

function fieldsOf(pid: number, table = analysis.table): readonly FieldValue[] {
  const { kernel, shape } = analysis;
  return describeTask(kernel.space, shape, table, table.pid.indexOf(pid), resolver, (physical) => ({
    physical,
    file: physical + 0x1000,
  })).fields;
}
const fieldOf = (pid: number, name: FieldName): FieldValue => {
  const found = fieldsOf(pid).find((field) => field.name === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found;
};
const textOf = (pid: number, name: FieldName): string => english(fieldOf(pid, name).text);

describe('a task’s fields in words', () => {
  test('numbers are numbers, names are quoted and safe', () => {
    expect(textOf(300, 'pid')).toBe('300');
    expect(textOf(402, 'tgid')).toBe('400');
    expect(textOf(300, 'comm')).toBe('“bash”');
    expect(textOf(531, 'comm')).toBe('“evil\\x1b[2J”');
    expect(textOf(300, 'cred.uid')).toBe('1000');
    expect(textOf(300, 'cred.gid')).toBe('1001');
  });

  test('states show their letter, flags their names', () => {
    expect(textOf(232, 'state')).toBe('0x2 (D)');
    expect(textOf(4, 'state')).toBe('0x402 (I)');
    expect(textOf(310, 'exit_state')).toBe('0x20');
    expect(textOf(3, 'flags')).toContain('PF_KTHREAD');
    expect(textOf(300, 'flags')).not.toContain('PF_KTHREAD');
  });

  test('times are seconds after boot, to the nanosecond', () => {
    const time = GUEST.task(300).truth.startTime;
    const seconds = `${time / 1_000_000_000n}.${String(time % 1_000_000_000n).padStart(9, '0')}`;
    expect(textOf(300, 'start_boottime')).toBe(`${seconds} s after boot`);
  });

  test('namespaces show the number in each', () => {
    expect(textOf(513, 'pid.numbers')).toBe('513 / 8 / 1');
  });

  test('numbers that the table misses are said to be lost, though their bytes are there', () => {
    const { table } = analysis;
    const row = table.pid.indexOf(513);
    const namespacePids = table.namespacePids.slice();
    namespacePids[(table.namespaceStart[row] ?? 0) + 1] = -1;
    const uid = table.uid.slice();
    uid[row] = NaN;
    const lost = fieldsOf(513, { ...table, namespacePids, uid }).filter(
      ({ text }) => english(text) === 'not known: its page is damaged',
    );
    expect(lost.map(({ name }) => name)).toEqual(['cred.uid', 'pid.level', 'pid.numbers']);
  });

  test('pointers say where they lead: a task and its member', () => {
    expect(textOf(300, 'real_parent')).toBe(`0x${GUEST.task(241).truth.address.toString(16)} → sshd (241)`);
    expect(textOf(300, 'group_leader')).toContain('→ bash (300)');
    expect(textOf(241, 'children')).toBe('next → bash (300) + sibling, prev → bash (300) + sibling');
    expect(textOf(300, 'sibling')).toBe('next → sshd (241) + children, prev → sshd (241) + children');
    expect(textOf(1, 'tasks')).toBe('next → kthreadd (2) + tasks, prev → swapper/0 (0) + tasks');
    expect(textOf(3, 'mm')).toBe('0x0 → null');
  });

  test('lie at their own bytes: every place reads back as the value shown', () => {
    for (const field of fieldsOf(300)) {
      if (field.struct !== 'task_struct') continue;
      expect(field.place).toEqual({
        physical: GUEST.task(300).truth.physical + field.offset,
        file: GUEST.task(300).truth.physical + field.offset + 0x1000,
      });
    }
    expect(fieldOf(300, 'cred.uid').place.physical).toBe(GUEST.task(300).cred?.place('uid'));
    expect(fieldOf(300, 'pid.numbers').place.physical).toBe(
      GUEST.task(300).pid.physical + GUEST.structs.pid.size,
    );
  });

  test('of structs that the task has not are left out: the dead have no mm, kernel threads neither', () => {
    expect(fieldsOf(310).some((field) => field.struct === 'mm_struct')).toBe(false);
    expect(fieldsOf(310).some((field) => field.struct === 'task_struct')).toBe(true);
  });
});

describe('where a pointer leads', () => {
  const textAt = (address: bigint): string => english(resolver.resolve(address).text);

  test('into a task: the row, the member, the byte in it', () => {
    const { address } = GUEST.task(300).truth;
    const row = analysis.table.pid.indexOf(300);
    expect(resolver.resolve(address)).toEqual({ address, row, text: 'bash (300)', mapped: true });
    const tasks = BigInt(GUEST.offsetOf('tasks'));
    expect(textAt(address + tasks)).toBe('bash (300) + tasks');
    expect(textAt(address + tasks + 8n)).toBe('bash (300) + tasks + 0x8');
    expect(textAt(address + 1n)).toBe('bash (300) + 0x1');
  });

  test('into nothing: null, poison, user memory, vmalloc', () => {
    expect(resolver.resolve(0n)).toEqual({ address: 0n, row: -1, text: say('target.null'), mapped: false });
    expect(textAt(0xdead_0000_0000_0122n)).toBe('list poison (unlinked)');
    expect(textAt(0x7ffc_0000_1000n)).toBe('user address');
    expect(textAt(0xffff_c900_0000_0000n)).toBe('not in the dump, or behind page tables');
  });

  test('into the kernel: its image or the direct map', () => {
    expect(textAt(GUEST.idle.cred?.address ?? 0n)).toBe('kernel image');
    expect(textAt(GUEST.task(300).mm?.address ?? 0n)).toBe('direct map');
    expect(resolver.resolve(GUEST.task(300).mm?.address ?? 0n)).toMatchObject({ row: -1, mapped: true });
  });

  test('right behind a task’s end leads into no task', () => {
    const { address } = GUEST.task(300).truth;
    expect(resolver.resolve(address - 1n).text).not.toBe('bash (300)');
    expect(resolver.resolve(address + BigInt(analysis.shape.extent)).text).not.toContain('bash (300)');
  });
});
