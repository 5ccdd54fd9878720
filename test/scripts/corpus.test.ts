import { expect, test } from 'vitest';
import { readOffsets } from '../../scripts/corpus/build-kernel.ts';
import { newestOfFlavour } from '../../scripts/corpus/kernel.ts';
import { summaryReport } from '../../scripts/corpus/report.ts';
import { parseTruth } from '../../scripts/corpus/truth-text.ts';

test('a kernel is of the flavour asked for, and the newest of it', () => {
  const names = [
    'linux-image-6.1.0-9-686-pae',
    'linux-image-6.1.0-50-686-pae',
    'linux-image-6.1.0-50-rt-686-pae',
    'linux-image-6.1.0-50-686-pae-dbg',
    'linux-image-6.1.0-50-686-pae-unsigned',
    'linux-image-6.12.115+deb12-686-pae',
    'linux-image-6.1-686-pae',
    'linux-image-686-pae',
  ];
  expect(newestOfFlavour(names, '686-pae')).toBe('linux-image-6.12.115+deb12-686-pae');
  expect(newestOfFlavour(names, '686-pae', '6.1')).toBe('linux-image-6.1.0-50-686-pae');
  expect(newestOfFlavour(names, 'rt-686-pae')).toBe('linux-image-6.1.0-50-rt-686-pae');
  expect(newestOfFlavour(names, 'pae')).toBeUndefined();
});

test('the truth is what stands between begin and end, names byte for byte', () => {
  const console = Buffer.from(
    'boot\r\n@begin\r\n@uname 6.1|#1|x86_64\r\n@task|State:\tS (sleeping)|Pid:\t7|Uid:\t1\t2\t3\t3|Comm:\tff7c0a|Start:\t12|Cmd:\t2f61006220\r\n@end\r\nlater @task|Pid:\t8\n',
  );
  expect(parseTruth(console)).toEqual({
    meta: { uname: ['6.1|#1|x86_64'] },
    tasks: [
      {
        ...{ State: 'S (sleeping)', Pid: '7', Uid: '1\t2\t3\t3', Start: '12' },
        ...{ Comm: 'ff7c0a', Name: '\ufffd|\\n', Cmd: '/a b ' },
      },
    ],
  });
});

test('offsets are read from the assembly of any machine', () => {
  const assembly = '\t.ascii "->pid $2160"\n.ascii "->cred.uid 64"\t #\n.ascii "->mm.pgd #608"';
  expect(readOffsets(assembly)).toEqual({ pid: 2160, 'cred.uid': 64, 'mm.pgd': 608 });
});

test('the summary counts dumps by architecture and names its kernels', () => {
  const result = { dump: 'a.elf', format: 'elf', found: 1, of: 1, seconds: 1, touched: 1, details: [] };
  const summary = summaryReport([
    { ...result, machine: 'x86_64 6.1.0-50-amd64', wrong: '' },
    { ...result, machine: 'x86_64 6.1.0-50-rt-amd64', wrong: 'uid 1' },
    { ...result, machine: 's390x 7.2.13+deb14-s390x', wrong: '' },
  ]);
  expect(summary).toContain('| x86_64 | 6.1 | 2 | 1 |');
  expect(summary).toContain('| s390x | 7.2 | 1 | 1 |');
});
