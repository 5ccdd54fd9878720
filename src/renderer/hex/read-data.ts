import { flagNames } from '../../shared/task-flags.ts';
import { safeText } from '../../shared/text.ts';
import { hex, type ByteOrder } from '../../shared/units.ts';
import { floatText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { unsigned } from './decode.ts';

/** One way to read the bytes at the cursor. */
export interface Reading {
  readonly name: string;
  readonly value: string;
}

const DAY_SECONDS = 86_400;
/** 1990 and 2100: numbers outside are hardly dates. */
const FIRST_DATE = 7305 * DAY_SECONDS;
const LAST_DATE = 47_482 * DAY_SECONDS;

/** Everything that 16 bytes or fewer can mean. `leadsTo` says where a pointer goes: nowhere in the dump if undefined. */
export function readData(
  bytes: Uint8Array,
  order: ByteOrder,
  wordSize: 4 | 8,
  leadsTo: (address: bigint) => string | undefined,
): readonly Reading[] {
  const readings: Reading[] = [];
  const little = order === 'little';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const width of [1, 2, 4, 8]) {
    if (bytes.length < width) break;
    const value = unsigned(bytes.subarray(0, width), order);
    const signed = BigInt.asIntN(width * 8, value);
    readings.push({
      name: t('data.integer', { bits: width * 8 }),
      value:
        signed < 0n
          ? t('data.signedIs', { unsigned: String(value), signed: String(signed), hex: hex(value) })
          : t('data.integerIs', { unsigned: String(value), hex: hex(value) }),
    });
  }
  const [byte = 0] = bytes;
  if (bytes.length > 0) readings.push({ name: t('data.bits'), value: byte.toString(2).padStart(8, '0') });
  if (bytes.length >= 4)
    readings.push({ name: t('data.float', { bits: 32 }), value: floatText(view.getFloat32(0, little)) });
  if (bytes.length >= 8)
    readings.push({ name: t('data.float', { bits: 64 }), value: floatText(view.getFloat64(0, little)) });
  if (bytes.length >= wordSize) {
    const address = unsigned(bytes.subarray(0, wordSize), order);
    readings.push({
      name: t('data.pointer'),
      value: `${hex(address)} → ${leadsTo(address) ?? t('inspector.missing')}`,
    });
  }
  if (bytes.length >= 8) {
    const nanoseconds = unsigned(bytes.subarray(0, 8), order);
    readings.push({
      name: t('data.nanoseconds'),
      value: t('data.secondsAre', {
        seconds: Number(nanoseconds / 1_000_000_000n),
        rest: String(nanoseconds % 1_000_000_000n).padStart(9, '0'),
      }),
    });
  }
  if (bytes.length >= 4) {
    const word = Number(unsigned(bytes.subarray(0, 4), order));
    if (word >= FIRST_DATE && word < LAST_DATE)
      readings.push({
        name: t('data.unixTime'),
        value: new Date(word * 1000).toISOString().replace('.000', ''),
      });
    const flags = flagNames(word);
    if (flags.length > 0) readings.push({ name: t('data.taskFlags'), value: flags.join(' ') });
  }
  const text = safeText(bytes);
  if (text !== '' && !text.includes(String.raw`\x`))
    readings.push({ name: t('data.text'), value: t('value.quoted', { text }) });
  return readings;
}
