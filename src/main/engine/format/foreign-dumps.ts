import { say } from '../../../shared/i18n/sentence.ts';
import { at, type Signature } from './signature.ts';

const ANOTHER_SYSTEM = say('advice.otherSystem');

/** Memory dumps of kinds that are not read yet, or are of other systems. One line a kind. */
export const FOREIGN_DUMPS: readonly Signature[] = [
  {
    what: say('foreign.virtualbox'),
    marks: [at(0, '\x7fVirtualBox SavedState')],
    code: 'format-unsupported',
    remedy: say('advice.virtualbox'),
  },
  {
    // Before Xen 4.6; what later ones wrote is read.
    what: say('foreign.xen'),
    marks: [at(0, 'LinuxGuestRecord'), at(0, 'Xen saved domain')],
    code: 'format-unsupported',
    remedy: say('advice.xen'),
  },
  {
    // HyperVStorage, u32 0x01282014 in little-endian.
    what: say('foreign.hyperv'),
    marks: [at(0, '\x14\x20\x28\x01')],
    code: 'format-unsupported',
    remedy: say('advice.hyperv'),
  },
  {
    what: say('foreign.forensic'),
    marks: [at(0, 'EVF\x09\x0d\x0a\xff\x00'), at(0, 'EVF2\x0d\x0a\x81\x00'), at(0, 'ADSEGMENTEDFILE')],
    code: 'format-unsupported',
    remedy: say('advice.forensic'),
  },
  {
    what: say('foreign.windowsCrash'),
    marks: [at(0, 'PAGEDUMP'), at(0, 'PAGEDU64')],
    code: 'not-linux',
    remedy: ANOTHER_SYSTEM,
  },
  {
    what: say('foreign.minidump'),
    marks: [at(0, 'MDMP')],
    code: 'not-linux',
    remedy: say('advice.minidump'),
  },
  {
    what: say('foreign.hibernation'),
    marks: ['hibr', 'HIBR', 'wake', 'WAKE', 'RSTR', 'rstr'].map((magic) => at(0, magic)),
    code: 'not-linux',
    remedy: ANOTHER_SYSTEM,
  },
  {
    what: say('foreign.machO'),
    marks: [at(0, '\xcf\xfa\xed\xfe'), at(0, '\xfe\xed\xfa\xcf'), at(0, '\xca\xfe\xba\xbe')],
    code: 'not-linux',
    remedy: say('advice.linux'),
  },
];
