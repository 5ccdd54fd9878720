import { afterEach, expect, test, vi } from 'vitest';
import { speak, t } from '../../../src/renderer/kit/i18n.ts';
import { bytesText, countText, durationText } from '../../../src/renderer/kit/format.ts';
import { lineHeight } from '../../../src/renderer/settings/apply-settings.ts';
import { changeSettings } from '../../../src/renderer/settings/keep-settings.ts';
import { followHost } from '../../../src/renderer/workspace/host-events.ts';
import { topAddress } from '../../../src/renderer/workspace/navigate.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings.ts';
import { FakeCarrier } from '../support/fake-carrier.ts';

afterEach(() => {
  speak({});
});

const windowOf = (): { workspace: Workspace; carrier: FakeCarrier } => {
  const carrier = new FakeCarrier({ tasks: 50, until: 'done', open: ['/dumps/a.elf'] });
  return { carrier, workspace: new Workspace(carrier) };
};

test('the language and the way to write numbers change at once', () => {
  const { workspace } = windowOf();
  changeSettings(workspace, { language: 'de' });
  expect(t('status.processes', { count: 10_125 })).toBe('10.125 Prozesse');
  expect([countText(10_125), bytesText(1.5 * 2 ** 30), durationText(1240)]).toEqual([
    '10.125',
    '1,5 GiB',
    '1,24 s',
  ]);
  changeSettings(workspace, { language: 'en', groupDigits: false });
  expect([t('status.processes', { count: 10_125 }), countText(10_125)]).toEqual(['10125 processes', '10125']);
});

test('settings that another window changed are taken over', () => {
  const { workspace, carrier } = windowOf();
  followHost(workspace);
  carrier.emit({ type: 'settings', settings: { ...DEFAULT_SETTINGS, theme: 'dark', treeSize: 150 } });
  expect(workspace.store.getState().settings.theme).toBe('dark');
  expect(lineHeight(workspace.store.getState().settings, 22, 150)).toBe(33);
});

test('lines of another width keep the place that is in view', async () => {
  const { workspace } = windowOf();
  followHost(workspace);
  await vi.waitFor(() => {
    expect(workspace.active?.hex.segments.virtual).toBeDefined();
  });
  const now = (): NonNullable<Workspace['active']> => {
    if (workspace.active === undefined) throw new Error('no dump is open');
    return workspace.active;
  };
  const top = topAddress(now());
  for (const bytesPerRow of [8, 32, 16] as const) {
    changeSettings(workspace, { bytesPerRow });
    expect(now().hex.segments.virtual?.rowBytes).toBe(bytesPerRow);
    const distance = (top ?? 0n) - (topAddress(now()) ?? -1n);
    expect(distance >= 0n && distance < 32n).toBe(true);
  }
});
