import { describe, expect, test } from 'vitest';
import { kernelNames } from '../../../src/main/engine/kernel/uts.ts';
import { scratch } from '../../support/engine/scratch.ts';

const INIT = 0x2000;

function machine() {
  const { guest, memory } = scratch();
  const uts = (at: number, fields: readonly string[]): number => {
    fields.forEach((text, i) => {
      guest.writeText(at + i * 65, text, 65);
    });
    return at;
  };
  const text = (at: number, line: string): number => {
    guest.at(at, line.length).set(new TextEncoder().encode(line));
    return at;
  };
  return { guest, memory, uts, text };
}

const LINUX = ['Linux', 'host', '6.1.0-9-amd64', '#1 SMP', 'x86_64', '(none)'];

describe('the names a kernel gives itself', () => {
  test('are read from its utsname and banner', () => {
    const { memory, uts, text } = machine();
    const at = uts(0x3000, LINUX);
    const banner = text(0x5000, 'Linux version 6.1.0-9-amd64 (gcc) #1 SMP\nrest');
    expect(kernelNames(memory, INIT, [banner], [at])).toEqual({
      release: '6.1.0-9-amd64',
      hostname: 'host',
      machine: 'x86_64',
      banner: 'Linux version 6.1.0-9-amd64 (gcc) #1 SMP',
    });
  });

  test('are those nearest to init_task: stray copies lie anywhere', () => {
    const { memory, uts } = machine();
    const far = uts(0xc000, ['Linux', 'stray', '5.0', '#1', 'x86_64', '']);
    const near = uts(0x3000, LINUX);
    expect(kernelNames(memory, INIT, [], [far, near]).hostname).toBe('host');
  });

  test.each([
    ['a format string', ['Linux', '%s', '%s', '%s', '%s', '']],
    ['a version without its number sign', ['Linux', 'a', '6.1', 'SMP', 'x86_64', '']],
    ['another system', ['FreeBSD', 'a', '6.1', '#1', 'x86_64', '']],
    ['a machine that is no word', ['Linux', 'a', '6.1', '#1', 'x 86', '']],
  ])('are not read from %s', (_, fields) => {
    const { memory, uts } = machine();
    expect(kernelNames(memory, INIT, [], [uts(0x3000, fields)])).toEqual({});
  });

  test('may be damaged: a field without an end, or a copy cut off, gives way to the next', () => {
    const { guest, memory, uts } = machine();
    const damaged = uts(0x3000, LINUX);
    guest.at(damaged + 65, 65).fill(0x41);
    const whole = uts(0x8000, LINUX);
    expect(kernelNames(memory, INIT, [], [0xfff0, damaged, whole]).hostname).toBe('host');
    expect(kernelNames(memory, INIT, [], [0xfff0, damaged])).toEqual({});
  });

  test('never carry control characters out', () => {
    const { memory, uts } = machine();
    const at = uts(0x3000, ['Linux', 'ev\u001b[2Jil', '6.1', '#1', 'x86_64', '']);
    expect(kernelNames(memory, INIT, [], [at]).hostname).toBe('ev\\x1b[2Jil');
  });

  test('come without a banner that tells of another release', () => {
    const { memory, uts, text } = machine();
    const at = uts(0x3000, LINUX);
    const banner = text(0x5000, 'Linux version 5.10.0 (gcc)\n');
    expect(kernelNames(memory, INIT, [banner], [at]).banner).toBeUndefined();
    expect(kernelNames(memory, INIT, [banner], []).banner).toBe('Linux version 5.10.0 (gcc)');
  });

  test('come without a banner that has no end', () => {
    const { guest, memory, text } = machine();
    const banner = text(0x5000, 'Linux version 6.1');
    guest.at(0x5000 + 17, 600).fill(0x41);
    expect(kernelNames(memory, INIT, [banner], [])).toEqual({});
  });
});
