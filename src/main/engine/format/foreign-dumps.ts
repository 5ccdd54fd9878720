import { at, type Signature } from './signature.ts';

const ANOTHER_SYSTEM = 'Taskshape reads the memory of Linux machines. WinDbg and Volatility read this one.';

/** Memory dumps of kinds that are not read yet, or are of other systems. One line a kind. */
export const FOREIGN_DUMPS: readonly Signature[] = [
  {
    what: 'a saved state of VirtualBox',
    marks: [at(0, '\x7fVirtualBox SavedState')],
    code: 'format-unsupported',
    remedy: 'Restore the machine and dump it: VBoxManage debugvm NAME dumpvmcore --filename FILE.',
  },
  {
    what: 'a machine saved by Xen',
    marks: [at(0, 'LinuxGuestRecord'), at(0, 'Xen saved domain'), at(8, 'XENF')],
    code: 'format-unsupported',
    remedy: 'Xen’s formats are not read yet.',
  },
  {
    // HyperVStorage, u32 0x01282014 in little-endian.
    what: 'a saved state of Hyper-V (.vmrs)',
    marks: [at(0, '\x14\x20\x28\x01')],
    code: 'format-unsupported',
    remedy: 'Convert it to raw memory with a tool built on Microsoft’s VmSavedStateDumpProvider.',
  },
  {
    what: 'a forensic image (EnCase, FTK)',
    marks: [at(0, 'EVF\x09\x0d\x0a\xff\x00'), at(0, 'EVF2\x0d\x0a\x81\x00'), at(0, 'ADSEGMENTEDFILE')],
    code: 'format-unsupported',
    remedy: 'Export the memory in it as raw data, for example with ewfexport.',
  },
  {
    what: 'a crash dump of Windows',
    marks: [at(0, 'PAGEDUMP'), at(0, 'PAGEDU64')],
    code: 'not-linux',
    remedy: ANOTHER_SYSTEM,
  },
  {
    what: 'a minidump of one program',
    marks: [at(0, 'MDMP')],
    code: 'not-linux',
    remedy: 'It holds no memory of a machine. Look at it with WinDbg or minidump-stackwalk.',
  },
  {
    what: 'a hibernation file of Windows',
    marks: ['hibr', 'HIBR', 'wake', 'WAKE', 'RSTR', 'rstr'].map((magic) => at(0, magic)),
    code: 'not-linux',
    remedy: ANOTHER_SYSTEM,
  },
  {
    what: 'a Mach-O file (macOS)',
    marks: [at(0, '\xcf\xfa\xed\xfe'), at(0, '\xfe\xed\xfa\xcf'), at(0, '\xca\xfe\xba\xbe')],
    code: 'not-linux',
    remedy: 'Taskshape reads the memory of Linux machines.',
  },
];
