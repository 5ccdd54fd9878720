import { expect, test } from 'vitest';
import { systemText } from '../../../src/renderer/evidence/kernel-text.ts';

test('a kernel whose release the dump does not tell says so', () => {
  expect(systemText(undefined)).toBe('Linux, release not found');
  expect(systemText('6.1.0-50-amd64')).toBe('Linux 6.1.0-50-amd64');
  expect(systemText('6.1\u202e')).toBe(String.raw`Linux 6.1\u{202e}`);
});
