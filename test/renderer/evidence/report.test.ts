import { describe, expect, test } from 'vitest';
import { speak } from '../../../src/renderer/kit/i18n.ts';
import { disagreements, reportJson } from '../../../src/renderer/evidence/report.ts';
import { reportHtml } from '../../../src/renderer/evidence/report-html.ts';
import { DISPUTED, FOUND_BY } from '../../../src/shared/task-table.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { buildTreeModel } from '../../../src/renderer/tree/tree-model.ts';
import { fakeInitSearch } from '../support/fake-init-search.ts';
import { fakeShape } from '../support/fake-shape.ts';
import { fakeTable } from '../support/fake-table.ts';

const tree = buildTreeModel(
  fakeTable([
    { pid: 1, name: 'init', parent: -1 },
    { pid: 2, name: '<img src=x>', parent: 0, hidden: true },
  ]),
);
const source = {
  info: {
    path: '/d/<b>.raw',
    format: 'raw',
    formatDetail: say('format.raw'),
    sizeBytes: 10,
    memoryBytes: 10,
    ranges: [],
    notices: [],
  },
  timings: [],
  shape: fakeShape(2),
  tree,
  sha256: 'abc',
  version: '1',
  writtenAt: new Date(0),
};

test('the page of the report holds names from the dump as text alone', () => {
  const html = reportHtml(source);
  expect(html).toContain('&lt;img src=x&gt;');
  expect(html).not.toContain('<img');
  expect(html).not.toContain('<b>');
  expect(html).toContain("default-src 'none'");
});

test('a hidden process is named as found by other ways only', () => {
  expect(disagreements(tree).map(({ row }) => row)).toEqual([1]);
});

test('a task that memory disputes is named beside the hidden ones, and as disputed', () => {
  const { table } = tree;
  const missing = Uint8Array.of(FOUND_BY.list | DISPUTED, FOUND_BY.list);
  const disputed = buildTreeModel({ ...table, missing });
  expect(disagreements(disputed).map(({ row }) => row)).toEqual([0, 1]);
  const { disagreements: told } = JSON.parse(reportJson({ ...source, tree: disputed })) as {
    disagreements: { comm: string; sentence: { text: string } }[];
  };
  expect(told[0]?.sentence.text).toContain('Memory changed');
  expect(told[1]?.sentence.text).not.toContain('Memory changed');
});

test('the JSON of the report says where each field is and what holds it', () => {
  const report = JSON.parse(reportJson(source)) as {
    dump: { sha256: string };
    fields: { name: string; offset: string; satisfied: number }[];
  };
  expect(report.dump.sha256).toBe('abc');
  expect(report.fields.find(({ name }) => name === 'pid')?.offset).toMatch(/^0x/);
});

describe('what was tried as init_task', () => {
  const kernel = {
    wordSize: 8,
    byteOrder: 'little',
    architecture: 'x86_64',
    initTask: 0xffff_ffff_8200_0000n,
    initTaskPhysical: 0x200_0000,
    imageDelta: 0xffff_ffff_8000_0000n,
    directMapDelta: 0xffff_8880_0000_0000n,
    evidence: [],
  } as const;
  const known = {
    ...source,
    info: { ...source.info, kernel },
    initSearch: fakeInitSearch(2, kernel.initTask, 0x200_0000),
  };

  test('is in the JSON, the one that was taken first, with how far each came and why it was not', () => {
    const { initTask } = JSON.parse(reportJson(known)) as {
      initTask: {
        candidates: {
          taken: boolean;
          address: string;
          testsPassed: number;
          reason: { text: string; key: string };
        }[];
      };
    };
    expect(initTask.candidates[0]).toMatchObject({
      taken: true,
      address: '0xffffffff82000000',
      testsPassed: 7,
      reason: { text: 'Taken: its tasks are shown.', key: 'init.shown' },
    });
    expect(initTask.candidates.filter(({ taken }) => taken)).toHaveLength(1);
    expect(initTask.candidates[1]).toMatchObject({
      testsPassed: 6,
      reason: { text: 'The members of its list do not name one another as parents.' },
    });
  });

  test('is on the page, the names that are not listed counted by why', () => {
    const html = reportHtml(known);
    expect(html).toContain('Candidates for init_task');
    expect(html).toContain('The members of its list have no name where it has its own.');
    expect(html).toMatch(/<li>279 places: Not tried/);
  });

  test('comes behind the kernels, where the dump holds several, with what speaks for each', () => {
    const { wordSize, byteOrder, architecture, initTask, initTaskPhysical } = kernel;
    const one = { wordSize, byteOrder, architecture, initTask, initTaskPhysical, tasks: 2 };
    const html = reportHtml({
      ...known,
      kernels: [
        { ...one, id: 1, current: true, evidence: [say('rank.release', { release: '<6.6>' })] },
        { ...one, id: 2, current: false, release: '5.5', evidence: [say('rank.noKthreadd')] },
      ],
    });
    expect(html).toContain('<li>It calls itself Linux &lt;6.6&gt;.</li>');
    expect(html.indexOf('kthreadd is not among its tasks.')).toBeLessThan(
      html.indexOf('Candidates for init_task'),
    );
  });

  test('is told of a dump that was not understood, with why the analysis ended', () => {
    const { info, timings, version, writtenAt } = source;
    const html = reportHtml({
      info,
      timings,
      version,
      writtenAt,
      initSearch: known.initSearch,
      problem: {
        code: 'no-kernel',
        message: say('failure.text', { text: 'Its list of tasks was <not> found.' }),
      },
    });
    expect(html).toContain('Its list of tasks was &lt;not&gt; found.');
    expect(html).toContain('Candidates for init_task');
    expect(html).not.toContain('Tasks that not every way leads to');
  });
});

test('of a missing field the report says what came closest; of one that is not searched for, that it is not', () => {
  const report = JSON.parse(reportJson(source)) as {
    missing: { name: string; runnersUp: { offset: string; reason: { text: string; key: string } }[] }[];
    notSearchedFor: string[];
  };
  expect(report.missing[0]?.runnersUp[0]).toMatchObject({
    offset: '0xa8',
    reason: { text: 'empty for a leader of several threads', key: 'lost.alone.leader' },
  });
  expect(report.notSearchedFor).toContain('mm.pgd');
  expect(reportHtml(source)).toContain(
    '<td>0xa8</td><td>0 of 1</td><td>empty for a leader of several threads</td>',
  );
});

test('the page speaks the language of the window; JSON says each sentence by its key, its values and in English', () => {
  const notices = [say('notice.kernels', { kernels: 2, place: 1 })];
  const told = { ...source, info: { ...source.info, notices } };
  speak({ language: 'de' });
  try {
    const html = reportHtml(told);
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('Das Abbild enthält 2 Kernel, die in sich stimmig sind; Nummer 1 wird gezeigt.');
    expect(html).toContain('<td>leer bei einem Anführer mehrerer Threads</td>');
    const { dump, fields } = JSON.parse(reportJson(told)) as {
      dump: { notices: unknown[] };
      fields: { name: string; relation: unknown }[];
    };
    expect(dump.notices).toEqual([
      {
        text: 'The dump holds 2 kernels that are consistent with themselves; number 1 is shown.',
        key: 'notice.kernels',
        values: { kernels: 2, place: 1 },
      },
    ]);
    expect(fields.find(({ name }) => name === 'pid')?.relation).toEqual({
      text: 'Zero for init_task, different for every task, and equal to tgid for leaders.',
      key: 'relation.pid',
    });
  } finally {
    speak({ language: 'en' });
  }
});
