import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { CATALOGUES, type MessageKey } from '../../../src/shared/i18n/catalogue.ts';
import { EN } from '../../../src/shared/i18n/en/index.ts';
import { translator } from '../../../src/shared/i18n/translator.ts';

const SOURCES = join(import.meta.dirname, '../../../src');
// The keys of a constant.
const KEYS = Object.keys(EN) as MessageKey[];

/** Everything the program says it in, without the catalogue itself. */
const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith(join('shared', 'i18n')))
  .map((path) => readFileSync(join(SOURCES, path), 'utf8'))
  .join('\n');

/** The arguments of a message, as ICU reads it. */
function argumentsOf(message: string): readonly string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      const { type, value: name, options } = value as Record<string, unknown>;
      // Types of the parser's elements: 0 is literal text, 7 the sign #, all others name an argument.
      if (type !== 0 && type !== 7 && typeof name === 'string') names.add(name);
      if (typeof options === 'object' && options !== null)
        for (const option of Object.values(options)) walk((option as { readonly value?: unknown }).value);
    }
  };
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe('the catalogue', () => {
  test('has no message that nobody shows', () => {
    const families = [...sources.matchAll(/`((?:[\w-]+\.)+)\$\{/g)].map(([, family = '']) => family);
    const unused = KEYS.filter(
      (key) => !sources.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)),
    );
    expect(unused).toEqual([]);
  });

  test.each(['de'] as const)('takes the same arguments in %s as in English', (language) => {
    for (const key of KEYS) expect(argumentsOf(CATALOGUES[language][key]), key).toEqual(argumentsOf(EN[key]));
  });

  test('writes ellipses, quotes and apostrophes as signs of their own', () => {
    for (const catalogue of Object.values(CATALOGUES))
      for (const [key, message] of Object.entries(catalogue)) {
        expect(message, key).not.toMatch(/\.\.\.|["']/);
        expect(message.trim(), key).not.toBe('');
      }
  });

  test('is German where it is German: few messages are the same in both', () => {
    const same = KEYS.filter((key) => EN[key].length > 12 && CATALOGUES.de[key] === EN[key]);
    expect(same.filter((key) => /[a-z]{4}/.test(EN[key].replaceAll(/\{[^}]*\}/g, '')))).toEqual([
      'window.title',
      'window.busy',
      'address.placeholder',
      'order.little',
      'value.list',
    ]);
    const mixed = KEYS.filter((key) =>
      /\b(the|of|is|are|its|with|from|their|and)\b/.test(CATALOGUES.de[key].replaceAll(/\{[^{}]*\}/g, '')),
    );
    expect(mixed).toEqual([]);
  });
});

describe('a translator', () => {
  const en = translator({ language: 'en', locale: 'en-GB' });
  const de = translator({ language: 'de', locale: 'de' });
  test('counts as the language does', () => {
    expect([0, 1, 2].map((count) => en('status.processes', { count }))).toEqual([
      '0 processes',
      '1 process',
      '2 processes',
    ]);
    expect([0, 1, 2].map((count) => de('status.processes', { count }))).toEqual([
      '0 Prozesse',
      '1 Prozess',
      '2 Prozesse',
    ]);
  });
  test('groups digits as the locale does', () => {
    expect(en('status.threads', { count: 10_125 })).toBe('10,125 threads');
    expect(de('status.threads', { count: 10_125 })).toBe('10.125 Threads');
  });
  test('puts a name in as it is, whatever it looks like', () => {
    const name = "{pid}'<b>#{";
    expect(en('common.task', { name, pid: 7 })).toBe(`${name} (7)`);
  });
});
