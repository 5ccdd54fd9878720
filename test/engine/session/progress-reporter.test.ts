import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Progress } from '../../../src/shared/api.ts';
import { ProgressReporter } from '../../../src/main/engine/session/progress-reporter.ts';

let bytes = 0;
const reports: { at: number; progress: Progress }[] = [];
const reporter = (): ProgressReporter =>
  new ProgressReporter(
    (progress) => reports.push({ at: performance.now(), progress }),
    () => bytes,
  );

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  bytes = 0;
  reports.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

test('however often a stage tells of itself, ten reports a second at most go out', () => {
  const progress = reporter();
  progress.enter('locate');
  for (let i = 0; i < 2000; i++) {
    progress.update(i, 2000);
    vi.advanceTimersByTime(1);
  }
  expect(reports.length).toBeLessThanOrEqual(21);
  expect(reports.length).toBeGreaterThanOrEqual(19);
  const gaps = reports.slice(1).map((report, i) => report.at - (reports[i]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
});

test('a new stage is reported at once', () => {
  const progress = reporter();
  progress.enter('locate');
  progress.enter('shape');
  expect(reports.map((report) => report.progress.stage)).toEqual(['locate', 'shape']);
});

test('a report tells bytes, rate and the tasks found so far', () => {
  const progress = reporter();
  progress.enter('carve');
  progress.tasksFound(17);
  vi.advanceTimersByTime(500);
  progress.update(1000, 4000);
  expect(reports.at(-1)?.progress).toEqual({
    stage: 'carve',
    done: 1000,
    total: 4000,
    bytesPerSecond: 2000,
    tasks: 17,
  });
});

test('a rate is never a division by zero', () => {
  const progress = reporter();
  progress.enter('locate');
  expect(reports[0]?.progress.bytesPerSecond).toBe(0);
});

test('each stage left behind is timed with the bytes it read', () => {
  const progress = reporter();
  vi.advanceTimersByTime(5);
  progress.enter('locate');
  bytes = 700;
  vi.advanceTimersByTime(20);
  progress.enter('shape');
  bytes = 900;
  vi.advanceTimersByTime(30);
  progress.enter('tasks');
  expect(progress.timings).toEqual([
    { stage: 'open', milliseconds: 5, bytesRead: 0 },
    { stage: 'locate', milliseconds: 20, bytesRead: 700 },
    { stage: 'shape', milliseconds: 30, bytesRead: 200 },
  ]);
});

test('what was learned while memory was still being searched counts as learning', () => {
  const progress = reporter();
  progress.enter('locate');
  vi.advanceTimersByTime(100);
  progress.enter('shape', 30);
  vi.advanceTimersByTime(1);
  progress.enter('tasks');
  expect(progress.timings.map(({ milliseconds }) => milliseconds)).toEqual([0, 70, 31]);
});

test('the stage that failed is timed as well, and one that has ended is not', () => {
  const failed = reporter();
  failed.enter('locate');
  bytes = 50;
  vi.advanceTimersByTime(7);
  failed.fail();
  expect(failed.timings.at(-1)).toEqual({ stage: 'locate', milliseconds: 7, bytesRead: 50 });
  const ended = reporter();
  ended.enter('done');
  ended.fail();
  expect(ended.timings.map(({ stage }) => stage)).toEqual(['open']);
});
