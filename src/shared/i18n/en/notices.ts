/** What a reader should know of a dump before trusting what is shown. */
export const NOTICES = {
  'notice.slow': 'The file is read by plain reads, which is slower ({why}).',
  'notice.noAddon': 'the native addon is missing: {why}',
  'notice.addonOff': 'it is switched off by TASKSHAPE_NO_NATIVE',
  'notice.addonNotBuilt': 'it was not built',
  'notice.addonOther': '{file} is of another version',
  'notice.unpacked':
    'The file is packed ({packings}); it was unpacked once into the cache, and file offsets are those of what it unpacked to.',
  'notice.partlyUnpacked': 'The packed file is damaged or cut off: what could be unpacked is used.',
  'notice.partlyUnpackedWhy':
    'The packed file is damaged or cut off: what could be unpacked is used. ({why})',
  'notice.impossible':
    '{ranges, plural, one {# memory range with impossible addresses was} other {# memory ranges with impossible addresses were}} ignored.',
  'notice.cutOff':
    'The file is cut off: {bytes, plural, one {# byte} other {# bytes}} of memory that its headers promise are not in it.',
  'notice.overlap':
    'Memory ranges overlap in {bytes, plural, one {# byte} other {# bytes}}; the range that begins first was used there.',
  'notice.claimedTwice':
    '{bytes, plural, one {# byte of the file is} other {# bytes of the file are}} claimed by two addresses; one was used.',
  'notice.elf.ignored':
    '{segments, plural, one {# segment without a physical address (vmalloc, modules, …) was} other {# segments without a physical address (vmalloc, modules, …) were}} left out.',
  'notice.elf.virtual': 'No segment has a physical address; virtual addresses were used in their place.',
  'notice.elf.counted': 'No segment has a physical address; they were counted from virtual address {base}.',
  'notice.elf.notes':
    '{segments, plural, one {# note segment is} other {# note segments are}} damaged or cut off; what follows the damage is left out.',
  'notice.flat.cutOff': 'The flattened file is cut off at byte {at, number}: its end mark is missing.',
  'notice.flat.damaged': 'The flattened file is damaged at byte {at, number}: what follows is left out.',
  'notice.kdump.excluded':
    '{pages, plural, one {# page was} other {# pages were}} left out when the dump was taken (dump level {level, number}).',
  'notice.kdump.incomplete': 'The dump is incomplete: its writer ran out of space.',
  'notice.kdump.noVmemmap': 'The kernel’s memory map was left out of the dump.',
  'notice.kdump.parts': 'This is one file of a split dump; {parts, number} were found together.',
  'notice.kdump.missingParts':
    'This is one file of a split dump; {parts, number} were found together. Files are missing for the addresses {gaps}: put them into the same folder.',
  'notice.kdump.noList':
    'The file is cut off: the list of its pages does not end before byte {size, number}.',
  'notice.kdump.noPages':
    'The file is cut off at byte {size, number}: the pages that were written last are missing.',
  'notice.lime.noRange': 'No range of memory begins at byte {at, number}: the rest of the file was left out.',
  'notice.lime.packed': 'The packed range at byte {at, number} is cut off or damaged at byte {end, number}.',
  'notice.lime.length': 'The length behind the range at byte {end, number} is wrong.',
  'notice.lime.overlap':
    '{pieces, plural, one {# piece of memory overlaps} other {# pieces of memory overlap}} others and {pieces, plural, one {was} other {were}} left out.',
  'notice.libvirt.unfinished': 'libvirt did not finish this save.',
  'notice.savevm.cutOff': 'The stream is cut off at byte {at, number}: what came before it is used.',
  'notice.savevm.unreadable':
    'The stream cannot be read further at byte {at, number} ({why}): what came before is used.',
  'notice.savevm.differences':
    '{pages, plural, one {# page was sent as differences, and is older than it should be} other {# pages were sent as differences, and are older than they should be}}.',
  'notice.savevm.strays':
    '{pages, plural, one {# page belongs} other {# pages belong}} to no block of memory and {pages, plural, one {was} other {were}} left out.',
  'notice.savevm.unnamed': 'The stream does not name its machine; its memory was laid out as usual.',
  'notice.vmware.assumed':
    'No .vmss or .vmsn file lies beside it: its memory was laid out with a hole from 3 to 4 GiB.',
  'notice.xen.cutOff': 'The file is cut off: {pages, plural, one {# page is} other {# pages are}} missing.',
  'notice.xen.noNumbers':
    'The file is cut off: {pages, plural, one {the number of # page is} other {the numbers of # pages are}} missing; {pages, plural, one {it was} other {they were}} laid out in the order in which Xen writes them.',
  'notice.xenSaved.cutOff':
    'The file is cut off: pages that Xen would have saved later are missing, or older than they should be.',
  'notice.layout.holes':
    'The file leaves out the holes between ranges of memory. Where they are was found from the dump’s own lists, which hold their own addresses: {ranges}. Between lists at most {width} bytes apart, the roundest address counts as the border.',
  'notice.layout.range': '{start}–{end} from byte {file}',
  'notice.layout.more': '{ranges}, …',
  'notice.layout.said':
    'The file begins at physical address {start}: that follows from what the kernel says of itself ({said}).',
  'notice.layout.unknown':
    'Raw memory does not say where it begins: physical addresses are counted from the start of the file.',
  'notice.layout.mapped':
    'The file begins at physical address {start}, or a multiple of 1 GiB above: that follows from where the kernel maps memory.',
  'notice.layout.variable':
    'The file begins at physical address {start}: that follows from where the kernel says that it maps memory ({variable}).',
  'notice.kernels':
    'The dump holds {kernels, number} kernels that are consistent with themselves; number {place, number} is shown.',
  'notice.kernelsBetter':
    'The dump holds {kernels, number} kernels that are consistent with themselves; number {place, number} is shown. It was put in the place of the one found first, since more speaks for it.',
  'notice.kernelsFirst':
    'The dump holds {kernels, number} kernels that are consistent with themselves; number {place, number} is shown. It was found first, and no other is clearly better.',
  'notice.noInit': 'init_task is not in the dump: its own row shows only what is certain of it.',
  'notice.unreadable':
    '{tasks, plural, one {# task has no readable pid or parent; it stands} other {# tasks have no readable pid or parent; they stand}} at the top of the tree.',
  'notice.hidden':
    '{tasks, plural, one {# task is} other {# tasks are}} hidden: missing {missing}. Other structures of the kernel lead to {tasks, plural, one {it} other {them}}.',
  'notice.disputed':
    'Memory changed while it was read: links of intact tasks contradict one another. {tasks, plural, one {# task that some structures of the kernel hold and others do not is marked as disputed: it} other {# tasks that some structures of the kernel hold and others do not are marked as disputed: they}} may have ended, or have been started, in the meantime.',
  'notice.broken':
    'The list of tasks is broken: {share, number, ::.0} % of its links lead to pages that are missing or damaged, or memory changed while it was read. {tasks, plural, one {# of its tasks was found by what it names and who names it} other {# of its tasks were found by what they name and who names them}}.',
  'notice.lost':
    'At least {tasks, plural, one {# task is lost: others name it, but its page is} other {# tasks are lost: others name them, but their pages are}} missing or damaged.',
  'notice.partlyLost':
    '{tasks, plural, one {# task has lost a page of its own} other {# tasks have lost a page of their own}}; what was on it is shown as not known.',
} as const;
