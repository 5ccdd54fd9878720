import { failure } from '../../../shared/errors.ts';
import { fileOffset } from '../../../shared/units.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import type { DumpFormat, OpenedDump } from './dump-format.ts';
import { elfCore } from './elf-core.ts';
import { flattened } from './flattened/flattened.ts';
import { kdump } from './kdump/kdump.ts';
import { lime } from './lime/lime.ts';
import { recognise } from './recognise.ts';
import { openRaw } from './raw.ts';
import { libvirtSave } from './savevm/libvirt-save.ts';
import { savevm } from './savevm/savevm.ts';
import { openVmem, vmwareState } from './vmware/vmware.ts';
import { xcCore } from './xen/xc-core.ts';
import { xenSaved } from './xen/xen-saved.ts';

/** Bytes of the file that formats are recognised by. */
const HEAD_BYTES = 128 * 1024;

/** Tried in this order. Plain memory has no mark of its own and comes after all of them. */
const FORMATS: readonly DumpFormat[] = [
  elfCore,
  kdump,
  flattened,
  lime,
  savevm,
  libvirtSave,
  vmwareState,
  xcCore,
  xenSaved,
];

/** The first bytes of the file, fewer when it is small. */
export function readHead(file: DumpFile): Uint8Array {
  const head = new Uint8Array(Math.min(HEAD_BYTES, file.size));
  return head.subarray(0, file.read(fileOffset(0), head));
}

/**
 * Opens a dump by its content; its name plays no part.
 *
 * Throws `TaskshapeError`: `file-empty`, `format-damaged` (a known format whose structure is broken, with the
 * offset), `format-unsupported` and `not-linux` (says what it is and how to convert it) or `format-unknown` (no dump at all).
 */
export function openDump(file: DumpFile): OpenedDump {
  if (file.size === 0) {
    throw failure('file-empty', say('failure.noBytes'), {
      file: file.path,
      remedy: say('remedy.neverWritten'),
    });
  }
  const head = readHead(file);
  const format = FORMATS.find((candidate) => candidate.detect(head, file));
  if (format !== undefined) return format.open(file);
  const foreign = recognise(head, file);
  if (foreign !== undefined) throw foreign;
  return openVmem(file) ?? openRaw(file);
}
