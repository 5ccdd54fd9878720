import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, isFontName, parseSettings } from '../../src/shared/settings.ts';

describe('stored settings', () => {
  test('come back as they were kept', () => {
    const kept = {
      ...DEFAULT_SETTINGS,
      theme: 'contrast',
      language: 'de',
      zoom: 1.5,
      hexFont: 'JetBrains Mono',
      bytesPerRow: 32,
      groupDigits: false,
      timeFormat: 'dump',
    };
    expect(parseSettings(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
  test('lose only what makes no sense', () => {
    const stored = {
      theme: 'pink',
      zoom: 1e9,
      bytesPerRow: 3,
      motion: 'reduced',
      language: 'toString',
      more: 1,
    };
    expect(parseSettings(stored)).toEqual({ ...DEFAULT_SETTINGS, motion: 'reduced' });
  });
  test.each([undefined, null, 7, 'dark', [], new Date()])('that are none are as at first: %o', (stored) => {
    expect(parseSettings(stored)).toEqual(DEFAULT_SETTINGS);
  });
});

test('a font is a name, and nothing that could end a string in a style', () => {
  for (const name of ['', 'Fira Code', 'Ärmel-Grotesk', 'Noto Sans CJK JP', 'M+ 1m'])
    expect(isFontName(name), name).toBe(name !== 'M+ 1m');
  for (const name of ["a'; x", 'a"', 'url(x)', 'a\\', 'a;b', 'a,b', 'a}', 'x'.repeat(61)])
    expect(isFontName(name), name).toBe(false);
});
