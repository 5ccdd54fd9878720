import { expect, test } from 'vitest';
import { tongueOf } from '../../../src/shared/i18n/languages.ts';

test('the system’s first language that there is decides, with its regional habits', () => {
  expect(tongueOf(undefined, ['fr-FR', 'de-AT', 'en-US'])).toEqual({ language: 'de', locale: 'de-AT' });
  expect(tongueOf(undefined, ['en-US'])).toEqual({ language: 'en', locale: 'en-US' });
});

test('what was chosen comes first; the region follows the system where it speaks the same', () => {
  expect(tongueOf('de', ['en-US', 'de-CH'])).toEqual({ language: 'de', locale: 'de-CH' });
  expect(tongueOf('de', ['en-US'])).toEqual({ language: 'de', locale: 'de' });
});

test('a system that speaks something else, or nonsense, is spoken to in English', () => {
  for (const tags of [[], ['fr'], ['xx_YY'], ['en_US.UTF-8'], ['__proto__']])
    expect(tongueOf(undefined, tags)).toEqual({ language: 'en', locale: 'en-GB' });
});
