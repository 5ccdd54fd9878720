import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { setupNavigation, setupPermissions } from '../../../src/main/desktop/lockdown.ts';
import { app, defaultSession } from '../../support/electron-mock.ts';

vi.mock('electron', () => import('../../support/electron-mock.ts'));

class Contents extends EventEmitter {
  readonly mainFrame = { origin: 'app://taskshape' };
  readonly setWindowOpenHandler = vi.fn<(handler: () => { action: string }) => void>();
}

const contents = new Contents();
setupNavigation();
setupPermissions();
app.emit('web-contents-created', {}, contents);
/** What was registered: taken at once, since mocks forget their calls between tests. */
const registered = {
  open: contents.setWindowOpenHandler.mock.calls[0]?.[0],
  request: defaultSession.setPermissionRequestHandler.mock.calls[0]?.[0],
  check: defaultSession.setPermissionCheckHandler.mock.calls[0]?.[0],
  device: defaultSession.setDevicePermissionHandler.mock.calls[0]?.[0],
};

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  '%s is prevented in every page',
  (name) => {
    const preventDefault = vi.fn();
    contents.emit(name, { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  },
);

test('no page opens a window', () => {
  expect(registered.open?.()).toEqual({ action: 'deny' });
});

const request = (permission: string, origin: string): boolean => {
  const answer = vi.fn();
  registered.request?.({ mainFrame: { origin } }, permission, answer);
  return answer.mock.calls[0]?.[0] as boolean;
};
const check = (permission: string, origin: string): boolean | undefined =>
  registered.check?.(null, permission, origin);

test.each([
  'media',
  'geolocation',
  'notifications',
  'midi',
  'pointerLock',
  'fullscreen',
  'openExternal',
  'clipboard-read',
  'hid',
  'serial',
  'fileSystem',
  'a permission of the future',
])('%s is denied, asked and checked', (permission) => {
  expect(request(permission, 'app://taskshape')).toBe(false);
  expect(check(permission, 'app://taskshape/')).toBe(false);
});

test('devices are denied', () => {
  expect(registered.device?.()).toBe(false);
});

test('only our own page may copy text', () => {
  const copy = 'clipboard-sanitized-write';
  expect([request(copy, 'app://taskshape'), check(copy, 'app://taskshape/')]).toEqual([true, true]);
  expect([request(copy, 'https://evil.example'), check(copy, 'https://evil.example/')]).toEqual([
    false,
    false,
  ]);
});
