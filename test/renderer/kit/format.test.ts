import { expect, test } from 'vitest';
import { nameText, taskText } from '../../../src/renderer/kit/format.ts';

test('a name that only blanks tell from another is told from it', () => {
  expect(nameText('sshd')).toBe('sshd');
  expect(nameText('sshd ')).toBe(String.raw`sshd\x20`);
  expect(nameText(' ')).toBe(String.raw`\x20`);
  expect(nameText('Web Content')).toBe('Web Content');
  expect(taskText('\u00a0init', 1)).toBe(String.raw`\xa0init (1)`);
  expect(nameText('')).toBe('(no name)');
});
