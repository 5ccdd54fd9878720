import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { dispatch } from '../../../src/main/api/dispatch.ts';
import type { HostApi } from '../../../src/main/api/host-api.ts';
import { ARGUMENTS, MAX_READ_BYTES } from '../../../src/main/api/schemas.ts';
import { failure } from '../../../src/shared/errors.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';

const read = vi.fn(() => ({ bytes: new Uint8Array(1), holes: [] }));
const api = {
  ...Object.fromEntries(Object.keys(ARGUMENTS).map((method) => [method, () => method])),
  read,
} as unknown as HostApi;

const good = { session: 's', space: 'virtual', address: 1n, length: 16 };

test('a good call reaches the host and its answer comes back', async () => {
  expect(await dispatch(api, 'read', good)).toEqual({
    ok: true,
    value: { bytes: new Uint8Array(1), holes: [] },
  });
  expect(read).toHaveBeenCalledWith(good);
});

test.each([
  ['a length beyond 1 MiB', { length: MAX_READ_BYTES + 1 }],
  ['a negative length', { length: -1 }],
  ['half a byte', { length: 0.5 }],
  ['no number', { length: Number.NaN }],
  ['an address as a number', { address: 1 }],
  ['a negative address', { address: -1n }],
  ['an address beyond 64 bits', { address: 2n ** 64n }],
  ['an unknown space', { space: 'outer' }],
  ['an unknown argument', { extra: 1 }],
  ['a session that is no text', { session: {} }],
])('%s is refused before the host sees it', async (_name, change) => {
  read.mockClear();
  expect(await dispatch(api, 'read', { ...good, ...change })).toMatchObject({
    ok: false,
    problem: { code: 'bad-request' },
  });
  expect(read).not.toHaveBeenCalled();
});

test('the problem names the argument that is wrong', async () => {
  expect(await dispatch(api, 'read', { ...good, length: -1 })).toMatchObject({
    problem: { message: { key: 'failure.argument', values: { method: 'read', at: 'length' } } },
  });
});

test.each(['', '/x\0y', 'x'.repeat(40_000)])('a path that no system takes is refused', async (path) => {
  expect(await dispatch(api, 'openDump', { path })).toMatchObject({ problem: { code: 'bad-request' } });
});

test.each(['', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 7, null, undefined, {}])(
  '%o is no method',
  async (method) => {
    expect(await dispatch(api, method, {})).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
  },
);

test('an expected failure keeps all it says', async () => {
  const problem = {
    message: say('failure.changed', { offset: 4096 }),
    code: 'file-changed',
    file: '/f',
    offset: 4096,
    expected: say('expected.sameBytes'),
    remedy: say('remedy.wait'),
  } as const;
  read.mockImplementationOnce(() => {
    const { code, message, ...details } = problem;
    throw failure(code, message, details);
  });
  expect(await dispatch(api, 'read', good)).toEqual({ ok: false, problem });
});

test('a bug becomes code internal, not a crash', async () => {
  read.mockImplementationOnce(() => {
    throw new TypeError('oops');
  });
  expect(await dispatch(api, 'read', good)).toMatchObject({
    problem: { code: 'internal', message: say('failure.text', { text: 'oops' }) },
  });
});

test('no arguments whatever make a call reject', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(ARGUMENTS)), fc.anything(), async (method, args) => {
      expect(typeof (await dispatch(api, method, args)).ok).toBe('boolean');
    }),
  );
});
