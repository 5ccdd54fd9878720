import type { REMEDIES as EN } from '../en/remedies.ts';

export const REMEDIES: Readonly<Record<keyof typeof EN, string>> = {
  'expected.pathIn': 'ein Pfad in {folders}',
  'expected.tasks': 'einer von {tasks, plural, one {# gefundenen Task} other {# gefundenen Tasks}}',
  'expected.sameBytes': 'die Bytes, die beim Öffnen der Datei dort standen',
  'expected.dump': 'ein Speicherabbild',
  'expected.wholeFile': 'eine ganze Datei, die ihr eigenes Werkzeug entpackt',
  'expected.atMostBytes': 'höchstens {most, plural, one {# Byte} other {# Bytes}}',
  'expected.elf.class': '1 (32 Bit) oder 2 (64 Bit)',
  'expected.elf.order': '1 (little-endian) oder 2 (big-endian)',
  'expected.bytes': '{bytes, plural, one {# Byte} other {# Bytes}}',
  'expected.offset': 'eine Position von {least, number} bis {most, number}',
  'expected.elf.core': 'eine ELF-Core-Datei (Typ 4)',
  'expected.machine': 'der physische Speicher einer ganzen Maschine',
  'expected.elf.load': 'Segmente vom Typ PT_LOAD, deren Bytes in der Datei liegen',
  'expected.atLeastBytes': 'mindestens {least, plural, one {# Byte} other {# Bytes}}',
  'expected.segments': 'höchstens {most, plural, one {# Segment} other {# Segmente}}',
  'expected.tableEnd': 'eine Tabelle, die vor Byte {end, number} endet',
  'expected.flat.record': 'ein Eintrag für Position 0, der mit KDUMP oder \\x7fELF beginnt',
  'expected.flat.type': 'Art 1, Version 1',
  'expected.kdump.power': 'eine Zweierpotenz ab {least, number}',
  'expected.kdump.bitmap': '1 bis {most, plural, one {# Byte} other {# Bytes}} vor Byte {end, number}',
  'expected.kdump.pages': 'eine Zahl von Seiten',
  'expected.kdump.dumped': 'eine Bitmap mit mindestens einer Seite, die ins Abbild kam',
  'expected.lime':
    'ein Kopf der Version 1 (LiME) oder 2 (AVML) mit einem Bereich, der hinter seinem Anfang endet',
  'expected.raw':
    'mindestens {least, plural, one {# Byte} other {# Bytes}} Speicher oder der Kopf eines Abbildformats',
  'expected.linux': 'der Speicher einer Linux-Maschine',
  'expected.qevm': 'ein Datenstrom, der mit QEVM beginnt',
  'expected.version': 'Version {version}',
  'expected.savevm.ram': 'ein Abschnitt „ram“ mit Seiten',
  'expected.groups': 'höchstens {most, plural, one {# Gruppe} other {# Gruppen}}',
  'expected.vmem': 'eine .vmem-Datei gleichen Namens daneben',
  'expected.xen.pages': 'eine Zahl von Seiten, und Seiten, die in der Datei liegen',
  'expected.xen.numbers': 'Seitennummern, und Seiten im Abschnitt .xen_pages',
  'expected.xenSaved.version': 'Version 2 oder 3',
  'expected.xenSaved.pages': 'Sätze von Seiten, die in der Datei liegen',
  'expected.pids':
    'ein Paar von Zahlen, das unter den Tasks eindeutig und bei Anführern von Gruppen gleich ist',
  'expected.idle':
    'der Name des Leerlauf-Tasks (swapper) in einer Struktur, die sich selbst nennt und bei der eine Liste von Tasks beginnt',
  'expected.knownKernels': 'ein Abbild, dessen Kernel bekannt sind',
  'expected.kernel': 'eine Zahl von 1 bis {most}',
  'expected.pin': 'eine ganze Zahl von Bytes von 0 bis {most}',
  'remedy.bug': 'Das ist ein Fehler in Taskshape: Bitte melde ihn.',
  'remedy.case': 'Prüfe den Pfad; Groß- und Kleinschreibung zählen.',
  'remedy.permission': 'Gib dir das Recht zu lesen, oder kopiere die Datei dorthin, wo du es hast.',
  'remedy.spool': 'Schaffe Platz, oder nenne mit --spool einen anderen Ordner.',
  'remedy.disk': 'Prüfe, ob der Pfad stimmt und die Festplatte gesund ist.',
  'remedy.openAgain': 'Erneut öffnen.',
  'remedy.listOrDrop': 'Sieh in einen Ordner des Servers, oder ziehe eine Datei auf die Seite.',
  'remedy.newTab': 'Öffne den Link in einem neuen Tab.',
  'remedy.openInstead': 'Öffne sie stattdessen.',
  'remedy.anyPort': 'Lass --port weg, dann wird irgendein freier Port genommen.',
  'remedy.root': 'Starte den Server mit --root ORDNER, um einen anderen Ordner zu erlauben.',
  'remedy.build': 'Führe aus: npm run build',
  'remedy.serverPath':
    'Öffne die Datei über ihren Pfad auf dem Server, oder starte den Server mit --spool auf einer größeren Festplatte.',
  'remedy.info': 'taskshape info zeigt, welchen Speicher es enthält.',
  'remedy.ps': 'Liste sie auf mit: taskshape ps --threads',
  'remedy.dialog': 'Benutze den Dateidialog des Systems.',
  'remedy.choose': 'Wähle sie mit Datei > Öffnen, oder ziehe sie ins Fenster.',
  'remedy.fileManager': 'Ziehe eine Datei aus der Dateiverwaltung hierher.',
  'remedy.wait':
    'Warte, bis nichts mehr in die Datei schreibt, oder prüfe ihre Festplatte, und öffne sie dann erneut.',
  'remedy.path':
    'Prüfe den Pfad: Vielleicht ist er falsch geschrieben oder gilt von einem anderen Ordner aus.',
  'remedy.owner':
    'Bitte den Besitzer um das Recht zu lesen, oder kopiere sie mit den Rechten eines Benutzers, der sie lesen darf.',
  'remedy.mounted': 'Prüfe, ob die Festplatte eingehängt und gesund ist, und versuche es erneut.',
  'remedy.fileInside': 'Nenne die Abbilddatei darin.',
  'remedy.copyContents': 'Kopiere den Inhalt in eine Datei, und öffne diese.',
  'remedy.takingFailed':
    'Prüfe, ob das Erstellen des Abbilds gescheitert ist, zum Beispiel weil die Festplatte voll war.',
  'remedy.neverWritten':
    'Das Abbild wurde nie geschrieben. Erstelle es erneut, und prüfe, ob die Festplatte voll ist.',
  'remedy.ownDump': 'Öffne ein eigenes Abbild.',
  'remedy.cacheWritable': 'Mache den Ordner beschreibbar, oder setze TASKSHAPE_CACHE auf einen, der es ist.',
  'remedy.unpackByHand': 'Entpacke sie von Hand, und öffne das Abbild darin.',
  'remedy.unpackTool': 'Kopiere sie erneut, oder entpacke sie von Hand, um zu sehen, was ihr Werkzeug sagt.',
  'remedy.trust': 'Wenn du ihr traust, entpacke sie von Hand, und öffne das Ergebnis.',
  'remedy.makeRoom':
    'Schaffe Platz, oder setze TASKSHAPE_CACHE auf einen Ordner auf einer größeren Festplatte.',
  'remedy.elf.header':
    'Erstelle oder kopiere das Abbild erneut: Seine ersten Bytes sind nicht die, die geschrieben wurden.',
  'remedy.elf.dump': 'Nenne das Abbild selbst. Taskshape braucht weder vmlinux noch Module.',
  'remedy.elf.gdb':
    'Sieh ihn mit gdb an. Für das Abbild einer Maschine nimm virsh dump, dump-guest-memory von QEMU, LiME oder kdump.',
  'remedy.cutOffAtStart': 'Das Abbild wurde gleich am Anfang abgeschnitten. Erstelle oder kopiere es erneut.',
  'remedy.elf.table':
    'Die Tabelle der Segmente sagt, wo der Speicher in der Datei liegt. Erstelle oder kopiere das Abbild erneut.',
  'remedy.flat.lost':
    'Die Datei ist beschädigt, oder ihre ersten Einträge gingen verloren. Kopiere sie erneut.',
  'remedy.flat.rearrange': 'Ordne es mit makedumpfile -R um, und öffne das Ergebnis.',
  'remedy.kdump.header':
    'Kopiere das Abbild erneut: Sein Kopf ist nicht so, wie makedumpfile oder QEMU ihn schreibt.',
  'remedy.lime':
    'Das Abbild wurde gleich am Anfang abgeschnitten oder beschädigt. Erstelle oder kopiere es erneut.',
  'remedy.copiedWhole': 'Prüfe, ob das das Abbild ist und ob es ganz kopiert wurde.',
  'remedy.decrypt':
    'Entschlüssele oder entpacke sie mit dem Werkzeug, das sie erzeugt hat, und öffne das Ergebnis.',
  'remedy.libvirt':
    'Der Datenstrom ist {packing}: Wenn er gepackt ist, entpacke, was auf das XML folgt, und öffne das.',
  'remedy.unknownPacking': 'unbekannt',
  'remedy.savevm.version':
    'Stelle die Maschine wieder her, und erstelle ein Abbild: virsh dump --memory-only oder dump-guest-memory von QEMU.',
  'remedy.savevm.empty':
    'Der Datenstrom wurde gleich am Anfang abgeschnitten oder ohne Speicher gesichert. Sichere die Maschine erneut.',
  'remedy.vmware.copy': 'Kopiere die Datei erneut.',
  'remedy.vmware.vmem': 'Öffne die .vmem-Datei, die daneben liegt.',
  'remedy.vmware.beside': 'Lege die .vmem-Datei desselben Schnappschusses daneben, oder öffne diese.',
  'remedy.cutOff': 'Das Abbild wurde abgeschnitten. Erstelle oder kopiere es erneut.',
  'remedy.damaged':
    'Vielleicht ist das Abbild beschädigt. Die Namen der Tasks und die Bytes lassen sich trotzdem ansehen.',
  'remedy.notWritten':
    'Es wurde nicht geschrieben, oder beim Kopieren ging sein Inhalt verloren. Erstelle oder kopiere es erneut.',
  'remedy.volatility':
    'Taskshape liest nur Abbilder von Linux-Maschinen; Volatility 3 liest die von Windows und macOS.',
  'remedy.checkLinux':
    'Prüfe, ob die Datei ein Speicherabbild einer Linux-Maschine ist, weder verschlüsselt noch komprimiert.',
  'remedy.noList':
    'Vielleicht fehlen die Seiten von init_task im Abbild (der Speicher endet bei {end}). Erstelle es erneut, ganz und bei angehaltenem Gast; was geprüft und warum es nicht genommen wurde, steht in den Belegen (taskshape evidence).',
  'remedy.kernels': 'Liste sie auf mit: taskshape info',
  'remedy.closeAndOpen':
    'Was vorher gefunden wurde, bleibt sichtbar. Schließe das Abbild, und öffne es erneut; wenn sich das wiederholt, melde es.',
};
