import { describe, expect, test } from 'vitest';
import { english, isSentence } from '../../../src/shared/i18n/english.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { teller } from '../../../src/shared/i18n/translator.ts';

const german = teller({ language: 'de', locale: 'de' });

describe('a sentence', () => {
  const list = say('kernel.list', { offset: '0x8b0', tasks: 10_125, delta: '0xffff888000000000' });

  test('is data, and told in the language and with the numbers of its reader', () => {
    expect(JSON.parse(JSON.stringify(list))).toEqual(list);
    expect(german(list)).toBe(
      'Die Liste bei +0x8b0 schließt sich über 10.125 Tasks, wenn in der direkten Abbildung virtuell minus physisch = 0xffff888000000000 ist.',
    );
  });

  test('has bare numbers in English, as programs read them', () => {
    expect(english(list)).toBe(
      'The list at +0x8b0 closes over 10125 tasks under the direct map’s 0xffff888000000000.',
    );
  });

  test('holds others, which are told in the same language, several as a list', () => {
    const within = say('way.hiddenBut', {
      lacking: [say('way.lacking.list'), say('way.lacking.tree')],
      reached: say('way.reached.pid'),
    });
    expect(german(within)).toBe(
      'Er ist nicht in der Taskliste des Kernels und nicht unter den Kindern seines Elternteils; aber die PID-Tabelle des Kernels enthält ihn.',
    );
    expect(german(say('pinned.relation', { relation: say('pinned.comm') }))).toBe(
      'Von dir hierher gesetzt. Es beginnt einen Text und beendet ihn.',
    );
  });

  test('has as many digits behind the point as its message says', () => {
    const broken = say('notice.broken', { share: 12, tasks: 1 });
    expect(english(broken)).toContain('is broken: 12.0 % of its links');
    expect(german(broken)).toContain('ist unterbrochen: 12,0 % ihrer Verbindungen');
  });

  test('puts text in as it is, whatever it looks like', () => {
    expect(english(say('rank.release', { release: '{x}<b>#' }))).toBe('It calls itself Linux {x}<b>#.');
  });
});

describe('what was written by anybody', () => {
  const inner = { key: 'pinned.comm' };
  test.each<[string, unknown]>([
    ['no object', 'It equals mm.'],
    ['nothing', null],
    ['an unknown message', { key: 'no.such.message' }],
    ['a name of every object', { key: 'toString' }],
    ['more than a sentence', { ...inner, more: 1 }],
    ['a value that is missing', { key: 'kernel.list', values: { offset: '0x8' } }],
    ['a value that is missing where nothing is counted', { key: 'rank.release', values: { name: 'x' } }],
    ['a message without its values', { key: 'kernel.list' }],
    ['a value of another kind', { key: 'rank.release', values: { release: true } }],
    ['values without names', { key: 'pinned.comm', values: [] }],
    ['a list of text', { key: 'rank.release', values: { release: ['a'] } }],
    [
      'sentences without end',
      Array.from({ length: 9 }).reduce<unknown>(
        (relation) => ({ key: 'pinned.relation', values: { relation } }),
        inner,
      ),
    ],
  ])('is no sentence: %s', (_, value) => {
    expect(isSentence(value)).toBe(false);
  });

  test('is one where its message exists and has what it needs', () => {
    expect(isSentence({ key: 'pinned.relation', values: { relation: inner } })).toBe(true);
    expect(isSentence({ key: 'way.hidden', values: { lacking: [{ key: 'way.lacking.list' }] } })).toBe(true);
  });
});
