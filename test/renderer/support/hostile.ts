/** Texts that an attacker would choose for whatever comes from a dump, a file system or another host. */

const RLO = '\u202e';
const LRI = '\u2066';
const PDI = '\u2069';

/** What may be hidden in a text and must not be when it is shown. */
const TRICKS: readonly string[] = [
  '<img src=x onerror="window.pwned=1">',
  '"><script>window.pwned=2</script><b>',
  '</title></style><svg onload=window.pwned=3>',
  `a${RLO}fdp.exe${LRI}x${PDI}`,
  'zero\u200bwidth\u200d\ufeff\u2060\u00ad',
  'filler\u3164\u115f\u034f\u2028\u2029',
  '\u001b[31mred\u001b]0;title\u0007\u009b2J',
  'bell\u0007null\0back\b\b\r\nover',
  'lone\ud800surrogate\udfff',
  'שלום مرحبا',
  '=HYPERLINK("http://example.org";"x")',
  '{count, plural, one {#}} %s ${x} {{y}}',
];

/** All tricks in one text, and so long that nothing has room for it. */
export const HOSTILE = TRICKS.join(' ');
export const LONG = `${HOSTILE} ${'W'.repeat(10_000)}`;

const utf8 = new TextEncoder();
const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...utf8.encode(part)])));

/** Names of tasks: what fits into the 16 bytes of comm. */
export const HOSTILE_NAMES: readonly Uint8Array[] = [
  bytes('<img src=x>'),
  bytes('<b onclick=p()>'),
  bytes('"><script>'),
  bytes(`a${RLO}fdp.exe`),
  bytes('a\u200bb\ufeffc\u3164'),
  bytes(0x1b, '[31mred', 0x1b, '[0m', 0x07),
  bytes(0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 'x'),
  bytes('a\r\nb\tc'),
  bytes('=1+cmd|x!A1'),
  bytes('+1+1'),
  bytes('-2+3'),
  bytes('@SUM(1)'),
  bytes('\uff1d1+1'),
  bytes('שלום'),
  bytes('WWWWWWWWWWWWWWWW'),
  bytes(' '),
  bytes(0),
];

export const HOSTILE_PATH = `/dumps/${LONG.replaceAll('/', '⁄')}/${HOSTILE.replaceAll('/', '⁄')}.elf`;
export const LONG_PATH = `/dumps/${LONG.replaceAll('/', '⁄')}.elf`;
