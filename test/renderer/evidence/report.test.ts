import { expect, test } from 'vitest';
import { disagreements, reportJson } from '../../../src/renderer/evidence/report.ts';
import { reportHtml } from '../../../src/renderer/evidence/report-html.ts';
import { buildTreeModel } from '../../../src/renderer/tree/tree-model.ts';
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
    formatDetail: 'raw',
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

test('the JSON of the report says where each field is and what holds it', () => {
  const report = JSON.parse(reportJson(source)) as {
    dump: { sha256: string };
    fields: { name: string; offset: string; satisfied: number }[];
  };
  expect(report.dump.sha256).toBe('abc');
  expect(report.fields.find(({ name }) => name === 'pid')?.offset).toMatch(/^0x/);
});
