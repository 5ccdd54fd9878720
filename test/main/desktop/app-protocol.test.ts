import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { serveFile } from '../../../src/main/desktop/app-protocol.ts';
import { temporary } from '../../support/temporary.ts';

vi.mock('electron', () => import('../../support/electron-mock.ts'));

function page(): string {
  const folder = temporary();
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  mkdirSync(join(folder, 'page-secrets'));
  for (const name of ['page/index.html', 'page/assets/a.js', 'secret.html', 'page-secrets/x.html']) {
    writeFileSync(join(folder, name), name);
  }
  writeFileSync(join(folder, 'page', 'notes.txt'), 'no type of ours');
  return join(folder, 'page');
}

const get = (folder: string, url: string, method = 'GET'): Promise<Response> =>
  serveFile(folder, { url, method });

test('a file of the page is served with its type and the policy', async () => {
  const response = await get(page(), 'app://taskshape/assets/a.js?v=1#x');
  expect(await response.text()).toBe('page/assets/a.js');
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test.each([
  'app://taskshape/../secret.html',
  'app://taskshape/%2e%2e/secret.html',
  'app://taskshape/..%2fsecret.html',
  'app://taskshape/assets/..%2f..%2fsecret.html',
  'app://taskshape/..%2fpage-secrets/x.html',
  'app://taskshape/%00index.html',
  'app://taskshape/%',
  'app://taskshape/',
  'app://taskshape/assets',
  'app://taskshape/notes.txt',
  'app://elsewhere/index.html',
  'file:///etc/passwd',
  'no url',
])('%s is not found', async (url) => {
  const response = await get(page(), url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('not found');
});

test('nothing but GET is answered', async () => {
  expect((await get(page(), 'app://taskshape/index.html', 'POST')).status).toBe(404);
});
