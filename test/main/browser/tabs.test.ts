import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Tabs } from '../../../src/main/browser/tabs.ts';
import { stubSessions } from '../../support/stub-sessions.ts';

const nothing = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a tab that stays away loses its dumps, one that comes back in time keeps them', async () => {
  const sessions = stubSessions();
  const tabs = new Tabs(sessions, nothing, nothing, 1000);
  const first = tabs.enter('tab-a');
  const session = first?.view.open({ path: '/bytes' }) ?? '';
  first?.leave();
  await vi.advanceTimersByTimeAsync(900);
  const second = tabs.enter('tab-a');
  await vi.advanceTimersByTimeAsync(5000);
  expect(second?.view.get(session).id).toBe(session);
  second?.leave();
  await vi.advanceTimersByTimeAsync(1100);
  expect(() => sessions.get(session)).toThrow('no longer open');
  vi.useRealTimers();
  await sessions.closeAll();
});

test('an upload under way keeps its tab', async () => {
  const tabs = new Tabs(stubSessions(), nothing, nothing, 1000);
  const page = tabs.enter('tab-a');
  const upload = tabs.enter('tab-a');
  page?.leave();
  await vi.advanceTimersByTimeAsync(5000);
  expect(tabs.enter('tab-a')?.view).toBe(upload?.view);
});

test('tabs beyond 64 are refused', () => {
  const tabs = new Tabs(stubSessions(), nothing, nothing);
  for (let n = 0; n < 64; n++) expect(tabs.enter(`tab-${n}`)).toBeDefined();
  expect(tabs.enter('one more')).toBeUndefined();
  expect(tabs.enter('tab-7')).toBeDefined();
});
