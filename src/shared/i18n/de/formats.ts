import type { FORMATS as EN } from '../en/formats.ts';

export const FORMATS: Readonly<Record<keyof typeof EN, string>> = {
  'format.elf': 'ELF-Core, {bits} Bit {order}-endian, {segments, plural, one {# Segment} other {# Segmente}}',
  'format.raw': 'roher Speicher',
  'format.rawRanges': 'roher Speicher, {ranges, plural, one {# Bereich} other {# Bereiche}}',
  'format.flattened': '{detail}, abgeflacht (flattened)',
  'format.kdump':
    'kdump-komprimiert Version {version}, Kopf {bits} Bit {order}-endian, Seiten zu {pageSize} Bytes, {machine}',
  'format.lime': 'LiME, {ranges, plural, one {# Bereich} other {# Bereiche}}',
  'format.avml': 'AVML, komprimiert, {ranges, plural, one {# Bereich} other {# Bereiche}}',
  'format.libvirt': 'gesichert von libvirt, {detail}',
  'format.savevm':
    'QEMU-Maschinenzustand, {machine}, Speicher in {blocks, number} von {all, plural, one {# Block} other {# Blöcken}}',
  'format.unknownMachine': 'unbekannte Maschine',
  'format.vmwareInside':
    'VMware-Zustandsdatei mit dem Speicher darin, {regions, plural, one {# Bereich} other {# Bereiche}}',
  'format.vmwareBeside':
    'VMware-Zustandsdatei mit dem Speicher in der .vmem-Datei daneben, {regions, plural, one {# Bereich} other {# Bereiche}}',
  'format.vmem': 'VMware-Speicher (.vmem), {ranges, plural, one {# Bereich} other {# Bereiche}}',
  'format.xenOld': 'alter Core von Xen',
  'format.xenFull': 'Xen-Core einer vollvirtuellen Maschine, Seiten zu {pageSize} Bytes',
  'format.xenPara': 'Xen-Core einer paravirtuellen Maschine, Seiten zu {pageSize} Bytes',
  'format.xenSaved': 'von Xen gesicherte Domäne ({machine}), Seiten zu {pageSize} Bytes',
  'damage.end': 'unerwartetes Ende der Datei',
  'damage.block': 'ein beschädigter Block von {format}',
  'damage.randomised': 'ein verwürfelter Block von bzip2',
  'damage.noHeader': 'kein Kopf von {format}',
  'damage.noHeaderAt': 'kein Kopf von {format} bei Byte {at, number}',
  'damage.headerKind': 'ein Kopf von {format} einer unbekannten Art',
  'damage.noBlock': 'kein Block von {format}, wo einer beginnen müsste',
  'damage.noFrame': 'kein Rahmen von {format}, wo einer beginnen müsste',
  'damage.frameKind': 'ein Rahmen von {format} einer unbekannten Art',
  'damage.blockSize': 'ein Block von {size, plural, one {# Byte} other {# Bytes}}',
  'damage.blockSizes': 'ein Block von {length, plural, one {# Byte} other {# Bytes}} in {size, number}',
  'damage.filter': 'eine lzop-Datei mit Filter',
  'damage.encrypted': '{name} darin ist verschlüsselt',
  'damage.method': '{name} ist mit der Methode {method, number} gepackt',
  'damage.sparse': 'eine Datei mit Lücken: Entpacke sie mit tar',
  'damage.noFiles': 'ein Archiv ohne Dateien',
  'damage.noFile': 'keine Datei bei Byte {at, number}',
  'damage.noDirectory': 'kein Verzeichnis am Ende',
  'damage.directory': 'ein Verzeichnis, das außerhalb der Datei liegt',
};
