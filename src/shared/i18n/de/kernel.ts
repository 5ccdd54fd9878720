import type { KERNEL as EN } from '../en/kernel.ts';

export const KERNEL: Readonly<Record<keyof typeof EN, string>> = {
  'kernel.name': 'Der Name des Leerlauf-Tasks steht an der physischen Adresse {address}.',
  'kernel.lists':
    '{lists, plural, one {# leere Liste} other {# leere Listen}} um ihn herum sind sich einig, dass im Kernel-Abbild virtuell minus physisch = {delta} ist, gelesen als {bits}-Bit-Wörter ({order}-endian).',
  'kernel.references':
    'Die Adresse von init_task, {address}, steht um ihn herum {references, number}-mal (er ist sein eigener Elternteil und group_leader).',
  'kernel.list':
    'Die Liste bei +{offset} schließt sich über {tasks, plural, one {# Task} other {# Tasks}}, wenn in der direkten Abbildung virtuell minus physisch = {delta} ist.',
  'kernel.leaders':
    'Die Liste der Tasks ist unterbrochen. Darum wurde der Kernel an den Anführern seiner Thread-Gruppen erkannt: an Objekten, die sich selbst nennen, die eine Liste in beiden Richtungen verbindet und die einander als Eltern haben.',
  'kernel.votes':
    'Leere Listen im ganzen Abbild sind sich einig, dass in der direkten Abbildung virtuell minus physisch = {delta} ist, gelesen als {bits}-Bit-Wörter ({order}-endian).',
  'kernel.connected':
    'Die Liste bei +{offset} verbindet {tasks, number} von ihnen; {lost, plural, one {# weiteres wird} other {# weitere werden}} von zwei Nachbarn genannt und {lost, plural, one {ist} other {sind}} verloren.',
  'kernel.placed': 'init_task an der Adresse {address} liegt physisch bei {physical}.',
  'kernel.unplaced': 'Wo init_task mit der Adresse {address} im Abbild liegt, ließ sich nicht bestimmen.',
  'rank.list': 'Seine Liste enthält {tasks, plural, one {# Task} other {# Tasks}}.',
  'rank.listBroken':
    'Seine Liste enthält {tasks, plural, one {# Task} other {# Tasks}} und ist unterbrochen.',
  'rank.skipped': 'Es gibt so viele Kernel, dass er nicht weiter untersucht wurde.',
  'rank.kthreadd': 'kthreadd ist unter seinen Tasks.',
  'rank.noKthreadd': 'kthreadd ist nicht unter seinen Tasks.',
  'rank.pids': 'Seine Tasks haben PIDs.',
  'rank.noPids': 'Kein Wort seiner Tasks ist eine PID.',
  'rank.children': 'Eltern und Kinder nennen einander.',
  'rank.noChildren': 'Seine Tasks haben keine Ringe von Kindern.',
  'rank.cred': 'Seine Tasks haben Rechte.',
  'rank.noCred': 'Seine Tasks haben keine Rechte.',
  'rank.pidTable': 'Seine PID-Tabelle führt zu seinen Tasks.',
  'rank.noPidTable': 'Keine PID-Tabelle führt zu seinen Tasks.',
  'rank.users':
    '{users, plural, one {# seiner Tasks und Threads führt} other {# seiner Tasks und Threads führen}} Benutzerprogramme aus.',
  'rank.noUsers': 'Keiner seiner Tasks führt ein Benutzerprogramm aus.',
  'rank.release': 'Er nennt sich Linux {release}.',
  'rank.noRelease': 'Kein Text in seiner Nähe sagt, welcher Kernel er ist.',
  'rank.ownMemory': 'Er zählt den Speicher vom Anfang dieses Abbilds an.',
  'rank.displaced':
    'Sein Speicher ist um {displacement} modulo 1 GiB verschoben: Er gehört einem Gast oder einem Abbild, das an ein anderes angehängt ist. Physische Adressen zählen hier vom Anfang der Datei an.',
};
