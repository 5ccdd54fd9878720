import { expect, test } from 'vitest';
import { diffLines, filterLines, DIFF_KINDS } from '../../../src/renderer/diff/diff-lines.ts';
import { diffOf, diffPair } from '../../../src/renderer/diff/diff-pair.ts';
import { diffAsCsv, diffAsJson } from '../../../src/renderer/diff/export-diff.ts';
import { buildTreeModel } from '../../../src/renderer/tree/tree-model.ts';
import { INITIAL, newSession, type SessionState } from '../../../src/renderer/workspace/state.ts';
import type { TaskTable } from '../../../src/shared/task-table.ts';
import { drawTable } from '../../support/draw-table.ts';

const swapper = { pid: 0, comm: 'swapper/0', start: 0n };
const early = drawTable([swapper, { pid: 1, comm: 'init', start: 1n }, { pid: 9, comm: 'cron', start: 5n }]);
const late = drawTable([
  swapper,
  { pid: 1, comm: 'init', start: 1n, uid: 7 },
  { pid: 12, comm: '=cmd()', start: 8n },
]);

const session = (id: string, table: TaskTable): SessionState => {
  const progress = { stage: 'done', done: 0, total: 0, bytesPerSecond: 0, tasks: 0 } as const;
  const snapshot = { session: id, path: `/${id}`, progress, timings: [], finished: true };
  return { ...newSession(snapshot, 0), derived: { tree: buildTreeModel(table) } };
};
const sessions = [session('late', late), session('early', early)];
const state = { ...INITIAL, sessions };

test('the dump whose last task started later is the later one, whichever is in front', () => {
  for (const one of sessions) {
    const pair = diffPair(state, one);
    expect([pair?.before.id, pair?.after.id]).toEqual(['early', 'late']);
  }
});

test('with several others open, one has to be chosen', () => {
  const three = { ...INITIAL, sessions: [...sessions, session('third', early)] };
  const [front] = sessions;
  if (front === undefined) throw new Error('no session');
  expect(diffPair(three, front)).toBeUndefined();
  const chosen = (diffWith: SessionState['diffWith']) => diffPair(three, { ...front, diffWith })?.before.id;
  expect(chosen({ session: 'third', path: '/early' })).toBe('third');
  // Of another time only the file is known.
  expect([chosen({ path: '/third' }), chosen({ path: '/gone' })]).toEqual(['third', undefined]);
});

test('lines are filtered by kind, name, pid and field, and computed once', () => {
  const [front] = sessions;
  const pair = front === undefined ? undefined : diffPair(state, front);
  const diff = pair === undefined ? undefined : diffOf(pair);
  if (pair === undefined || diff === undefined) throw new Error('nothing to compare');
  expect(diffOf(pair)).toBe(diff);
  const lines = diffLines(diff, buildTreeModel(early), buildTreeModel(late));
  const found = (typed: string, kinds: readonly (typeof DIFF_KINDS)[number][] = DIFF_KINDS) =>
    filterLines(lines, typed, new Set(kinds)).map(({ name }) => name);
  expect(found('')).toEqual(['=cmd()', 'cron', 'init']);
  expect(found('', ['vanished'])).toEqual(['cron']);
  expect(found('12')).toEqual(['=cmd()']);
  expect(found('uid')).toEqual(['init']);
  const csv = diffAsCsv(diff, buildTreeModel(early), buildTreeModel(late));
  expect(csv).toContain("appeared,12,'=cmd(),,,");
  expect(csv).toContain('changed,1,init,uid,0,7');
  expect(JSON.parse(diffAsJson(diff, buildTreeModel(early), buildTreeModel(late)))).toMatchObject({
    appeared: [{ pid: 12 }],
    vanished: [{ pid: 9 }],
    changed: [{ changes: [{ field: 'uid', before: '0', after: '7' }] }],
  });
});
