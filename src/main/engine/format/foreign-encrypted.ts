import type { ErrorCode } from '../../../shared/errors.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { at, type Mark, type Signature } from './signature.ts';

const encrypted = (what: Sentence, remedy: Sentence, ...marks: Mark[]): Signature => ({
  what,
  marks,
  code: 'format-unsupported' satisfies ErrorCode,
  remedy,
});

/**
 * An OpenPGP message begins with a packet for a key: tag 1 (a public key’s, version 3) or 3 (a passphrase’s, version 4
 * to 6), in the old or new form of the header (RFC 9580, 4.2).
 */
const isOpenPgp: Mark = (head) => {
  const [first = 0, length = 0, version = 0, kind = 0] = head;
  const isOld = (first & 0xc0) === 0x80;
  const isNew = (first & 0xc0) === 0xc0;
  const tag = isOld ? (first >> 2) & 15 : first & 0x3f;
  if (!isOld && !isNew) return false;
  if (tag === 3)
    return length >= 4 && length < 192 && version >= 4 && version <= 6 && kind >= 1 && kind <= 13;
  // Of a public key’s packet, which is longer, the old form has two bytes of length.
  const [, high = 0, low = 0, keyVersion = 0] = head;
  return first === 0x85 && high < 8 && low > 0 && keyVersion === 3;
};

/** Files that have to be decrypted first. */
export const FOREIGN_ENCRYPTED: readonly Signature[] = [
  encrypted(
    say('foreign.age'),
    say('advice.age'),
    at(0, 'age-encryption.org/v1'),
    at(0, '-----BEGIN AGE ENCRYPTED'),
  ),
  encrypted(say('foreign.openssl'), say('advice.openssl'), at(0, 'Salted__')),
  encrypted(say('foreign.pgp'), say('advice.pgp'), at(0, '-----BEGIN PGP MESSAGE'), isOpenPgp),
  encrypted(say('foreign.luks'), say('advice.luks'), at(0, 'LUKS\xba\xbe')),
  encrypted(say('foreign.bitlocker'), say('advice.bitlocker'), at(3, '-FVE-FS-')),
];
