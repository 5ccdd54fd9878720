import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { EncodedMemory } from '../../memory/encoded-memory.ts';
import type { DumpFormat, OpenedDump } from '../dump-format.ts';
import { at } from '../signature.ts';
import { mainBlocks, placeBlocks, ramRanges } from './place-ram.ts';
import { readMachineStream } from './read-stream.ts';
import { SavevmSource } from './savevm-source.ts';

const VERSION = 3;
/** Names in the description of devices, at the end of the stream, that only a q35 machine has. */
const Q35_MARKS = ['"mch"', 'ICH9LPC'];
const TAIL = 1024 * 1024;

/** Machines that QEMU saved: savevm’s and migrate’s stream in a file of its own. */
export function openSavevm(file: DumpFile): OpenedDump {
  const head = new DataView(new ArrayBuffer(8));
  file.read(fileOffset(0), new Uint8Array(head.buffer));
  if (head.getUint32(4) !== VERSION) {
    throw failure('format-unsupported', say('failure.savevm.version', { version: head.getUint32(4) }), {
      file: file.path,
      offset: 4,
      expected: say('expected.version', { version: VERSION }),
      remedy: say('remedy.savevm.version'),
    });
  }
  const { machine, pageSize, ram, notices } = readMachineStream(file);
  const blocks = mainBlocks(ram.blocks.values());
  const type = machine ?? guessMachine(file, blocks[0]?.name ?? '');
  const size = blocks.reduce((sum, block) => sum + block.length, 0);
  const lay = (ranges: Parameters<typeof placeBlocks>[1]): OpenedDump => ({
    format: 'savevm',
    detail: say('format.savevm', {
      machine: type === '' ? say('format.unknownMachine') : type,
      blocks: blocks.length,
      all: ram.blocks.size,
    }),
    memory: new EncodedMemory(new SavevmSource(file, placeBlocks(blocks, ranges), pageSize), file.path),
    notices,
    notes: [],
  });
  const dump = lay(ramRanges(typeFor(type, blocks[0]?.name ?? ''), size));
  if (dump.memory.size === 0) {
    throw failure('format-damaged', say('failure.savevm.empty'), {
      file: file.path,
      offset: 8,
      expected: say('expected.savevm.ram'),
      remedy: notices[0] ?? say('remedy.savevm.empty'),
    });
  }
  const unnamed = machine === undefined ? [say('notice.savevm.unnamed')] : [];
  // The stream counts memory without holes. Where they are can be set apart from the machine’s type.
  return { ...dump, notices: [...notices, ...unnamed], relay: { size, beginsKnown: true, lay } };
}

/** "virt" is a machine of several architectures: its RAM’s name tells them apart. */
const typeFor = (machine: string, ram: string): string =>
  ram.includes('riscv') ? `riscv ${machine}` : machine;

function guessMachine(file: DumpFile, ram: string): string {
  if (ram.includes('mach-virt')) return 'virt';
  if (!ram.includes('pc.ram')) return '';
  const tail = Buffer.alloc(Math.min(TAIL, file.size));
  file.read(fileOffset(file.size - tail.length), tail);
  return Q35_MARKS.some((mark) => tail.includes(mark)) ? 'pc-q35' : 'pc';
}

export const savevm: DumpFormat = {
  name: 'savevm',
  detect: (head, file) => at(0, 'QEVM')(head, file.size),
  open: openSavevm,
};
