import type { FOREIGN as EN } from '../en/foreign.ts';

export const FOREIGN: Readonly<Record<keyof typeof EN, string>> = {
  'foreign.virtualbox': 'ein gesicherter Zustand von VirtualBox',
  'foreign.xen': 'eine Maschine, die ein Xen vor 4.6 gesichert hat',
  'foreign.hyperv': 'ein gesicherter Zustand von Hyper-V (.vmrs)',
  'foreign.forensic': 'ein forensisches Abbild (EnCase, FTK)',
  'foreign.windowsCrash': 'ein Absturzabbild von Windows',
  'foreign.minidump': 'ein Minidump eines einzelnen Programms',
  'foreign.hibernation': 'eine Ruhezustandsdatei von Windows',
  'foreign.machO': 'eine Mach-O-Datei (macOS)',
  'foreign.age': 'mit age verschlüsselt',
  'foreign.openssl': 'mit OpenSSL verschlüsselt',
  'foreign.pgp': 'mit OpenPGP (gpg) verschlüsselt',
  'foreign.luks': 'ein verschlüsselter Datenträger (LUKS)',
  'foreign.bitlocker': 'ein verschlüsselter Datenträger (BitLocker)',
  'foreign.packed': 'mit {format} gepackt',
  'foreign.zip': 'ein zip-Archiv',
  'foreign.7z': 'ein 7z-Archiv',
  'foreign.rar': 'ein rar-Archiv',
  'foreign.tar': 'ein tar-Archiv',
  'foreign.qcowSnapshots':
    'ein Festplattenabbild (qcow2) mit Schnappschüssen, in denen Maschinen gesichert sein können',
  'foreign.disk': 'ein Festplattenabbild ({format})',
  'foreign.cd': 'ein CD- oder DVD-Abbild',
  'foreign.gpt': 'ein Festplattenabbild mit GPT',
  'foreign.partitions': 'ein Festplattenabbild mit Partitionen',
  'foreign.ext': 'ein ext-Dateisystem',
  'foreign.fileSystem': 'ein Dateisystem',
  'foreign.swap': 'Auslagerungsspeicher',
  'foreign.pcap': 'eine Aufzeichnung von Netzverkehr (pcap)',
  'foreign.cpio': 'ein initramfs- oder cpio-Archiv',
  'foreign.exe': 'ein Windows-Programm',
  'foreign.picture': 'ein Bild',
  'foreign.pdf': 'ein PDF-Dokument',
  'foreign.sqlite': 'eine Datenbank von SQLite',
  'foreign.text': 'eine Textdatei',
  'foreign.elf.object': 'eine Objektdatei oder ein Kernelmodul',
  'foreign.elf.program': 'ein Programm (vielleicht ein vmlinux)',
  'foreign.elf.shared': 'eine Bibliothek oder ein Programm',
  'foreign.elf.type': 'eine ELF-Datei vom Typ {type}',
  'advice.otherSystem':
    'Taskshape liest den Speicher von Linux-Maschinen. Diesen lesen WinDbg und Volatility.',
  'advice.virtualbox':
    'Stelle die Maschine wieder her, und erstelle ein Abbild: VBoxManage debugvm NAME dumpvmcore --filename DATEI.',
  'advice.xen':
    'Stellen Sie sie mit dem Xen wieder her, das sie gesichert hat, und nehmen Sie einen Core mit „xl dump-core“.',
  'advice.hyperv':
    'Wandle ihn mit einem Werkzeug auf Basis von Microsofts VmSavedStateDumpProvider in rohen Speicher um.',
  'advice.forensic': 'Exportiere den Speicher darin als rohe Daten, zum Beispiel mit ewfexport.',
  'advice.minidump':
    'Er enthält nicht den Speicher einer Maschine. Sieh ihn mit WinDbg oder minidump-stackwalk an.',
  'advice.linux': 'Taskshape liest den Speicher von Linux-Maschinen.',
  'advice.age': 'Entschlüssele sie zuerst: age -d -o ABBILD DATEI',
  'advice.openssl':
    'Entschlüssele sie zuerst: openssl enc -d -in DATEI -out ABBILD, mit der Chiffre, mit der sie erzeugt wurde.',
  'advice.pgp': 'Entschlüssele sie zuerst: gpg -o ABBILD -d DATEI',
  'advice.luks':
    'Öffne ihn mit cryptsetup. Wenn in seinem Dateisystem ein Abbild liegt, nenne dieses; ein Datenträger selbst enthält keinen Speicher.',
  'advice.bitlocker':
    'Entsperre ihn. Wenn in seinem Dateisystem ein Abbild liegt, nenne dieses; ein Datenträger selbst enthält keinen Speicher.',
  'advice.nameDump': 'Nenne die Datei, die den Speicher der Maschine enthält.',
  'advice.noMemory':
    'Eine Festplatte enthält keinen Speicher. Erstelle ein Abbild der laufenden Maschine: virsh dump --memory-only, LiME, AVML.',
  'advice.unpack': 'Entpacke sie zuerst: {command}',
  'advice.qcowSnapshots':
    'Liste sie mit qemu-img snapshot -l auf. Starte QEMU mit -S -loadvm NAME auf einer Kopie, dann dump-guest-memory DATEI in seinem Monitor.',
};
