import type { ErrorCode } from '../../../shared/errors.ts';
import { at, type Mark, type Signature } from './signature.ts';

const encrypted = (what: string, remedy: string, ...marks: Mark[]): Signature => ({
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
    'encrypted with age',
    'Decrypt it first: age -d -o DUMP FILE',
    at(0, 'age-encryption.org/v1'),
    at(0, '-----BEGIN AGE ENCRYPTED'),
  ),
  encrypted(
    'encrypted with OpenSSL',
    'Decrypt it first: openssl enc -d -in FILE -out DUMP, with the cipher it was made with.',
    at(0, 'Salted__'),
  ),
  encrypted(
    'encrypted with OpenPGP (gpg)',
    'Decrypt it first: gpg -o DUMP -d FILE',
    at(0, '-----BEGIN PGP MESSAGE'),
    isOpenPgp,
  ),
  encrypted(
    'an encrypted volume (LUKS)',
    'Open it with cryptsetup. If a dump lies in its file system, name that; a volume itself holds no memory.',
    at(0, 'LUKS\xba\xbe'),
  ),
  encrypted(
    'an encrypted volume (BitLocker)',
    'Unlock it. If a dump lies in its file system, name that; a volume itself holds no memory.',
    at(3, '-FVE-FS-'),
  ),
];
