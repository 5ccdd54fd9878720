import type { EVIDENCE as EN } from '../en/evidence.ts';

export const EVIDENCE: Readonly<Record<keyof typeof EN, string>> = {
  'init.title': 'Kandidaten für init_task',
  'init.summary':
    '{names, plural, one {# Stelle trägt} other {# Stellen tragen}} den Namen des Leerlauf-Tasks; {judged, plural, one {# Struktur} other {# Strukturen}} darum {judged, plural, one {wurde} other {wurden}} geprüft.',
  'init.candidate': 'Kandidat',
  'init.passed': 'Bestanden',
  'init.passedOf': '{passed} von {tests}',
  'init.notTested': 'nicht geprüft',
  'init.list': 'Beste Liste',
  'init.members': '{members, plural, one {# Glied} other {# Glieder}}',
  'init.held': 'Erfüllt von',
  'init.why': 'Warum nicht genommen',
  'init.shown': 'Genommen: seine Tasks werden gezeigt.',
  'init.other': 'Hier beginnt eine andere Liste von Tasks, vielleicht die eines anderen Kernels.',
  'init.more': '{count, plural, one {# weiteren zeigen} other {# weitere zeigen}}',
  'init.fewer': 'Weniger zeigen',
  'init.noStructure': 'nur ein Name',
  'init.notInDump': 'nicht im Abbild',
  'init.about':
    '{bits} Bit {order}-endian, {lists, plural, one {# leere Liste} other {# leere Listen}}, {references}× genannt',
  'init.aboutFound': '{bits} Bit {order}-endian, an seinen Tasks erkannt',
  'init.links':
    'Von {possible, plural, one {# Wortpaar} other {# Wortpaaren}}, die eine Liste sein können, führen {held, number} in Speicher des Abbilds.',
  'init.show': '{address} in der Hex-Ansicht zeigen',
  'init.tests':
    'Die Prüfungen nacheinander: Leere Listen um den Namen sind sich einig, wohin der Speicher abgebildet ist; die Struktur nennt sich selbst; eine Liste führt von ihr zu einem Nachbarn, der zurückzeigt; es sind mindestens vier Glieder; sie haben Namen; sie nennen sich selbst als Anführer; sie nennen einander als Eltern.',
  'init.rest': 'Andere Stellen mit dem Namen',
  'init.restOne': '{names, plural, one {# Stelle} other {# Stellen}}: {reason}',
  'init.fate.not-judged': 'Nicht geprüft: Der Kernel war gefunden und die Zeit für Attrappen vorbei.',
  'init.fate.in-task': 'Der Name eines Tasks, der gefunden wurde.',
  'init.fate.no-lists':
    'Keine leeren Listen um den Namen sind sich einig, wohin der Speicher abgebildet ist: Es ist Text, oder seine Seite ist verloren.',
  'init.fate.not-itself': 'Nichts um den Namen nennt sich selbst als Elternteil und Anführer.',
  'init.fate.no-way-back': 'Keine seiner Listen führt zu einem Nachbarn, der zurückzeigt.',
  'init.fate.breaks-off':
    'Seine beste Liste schließt sich nicht: Nach wenigen Gliedern zeigt niemand zurück, oder Speicher fehlt.',
  'init.fate.short': 'Seine beste Liste schließt sich über zu wenigen Gliedern für einen Kernel.',
  'init.fate.nameless': 'Die Glieder seiner Liste haben keinen Namen, wo er seinen hat.',
  'init.fate.leaderless': 'Die Glieder seiner Liste nennen sich nicht selbst als Anführer.',
  'init.fate.parentless': 'Die Glieder seiner Liste nennen einander nicht als Eltern.',
  'init.fate.same-tasks':
    'Seine Liste enthält die Tasks eines Kernels, der durch eine andere Struktur gefunden wurde.',
  'init.fate.list': 'Hier beginnt eine Liste von Tasks.',
  'leaders.title': 'Objekte, die für Anführer von Threadgruppen gehalten wurden',
  'leaders.about':
    'Die Liste von init_task ist verloren oder unterbrochen. Darum wurden im ganzen Abbild Objekte gesucht, die sich selbst nennen, und die geprüft, die eine Liste verbindet, die am besten verbundenen zuerst.',
  'leaders.objects': 'Objekte',
  'leaders.place': 'Wörter',
  'leaders.placeIs': 'selbst +{self}, Liste +{list}',
  'leaders.delta': 'Virtuell − physisch',
  'leaders.example': 'Das erste',
  'leaders.fate.unlinked': 'Keine Liste verbindet Objekte, die sich selbst nennen.',
  'leaders.fate.parentless': 'Keine zwei Wörter führen von einem zum anderen, wie es Eltern tun.',
  'leaders.fate.numberless':
    'Sie haben kein Paar von Zahlen, das in jedem gleich und zwischen ihnen verschieden ist.',
  'leaders.fate.nameless': 'Sie haben keinen Text an derselben Stelle.',
  'leaders.fate.threads':
    'Einige sind Threads von anderen: eine Liste aller Threads, genommen nur, wo es keine andere gibt.',
  'leaders.fate.list': 'Sie haben eine Liste, Eltern, ein Zahlenpaar und Namen: Das sind Tasks.',
  'missing.closest': 'Was am nächsten kam',
  'missing.unsought': 'Nicht gesucht',
  'missing.unsoughtAbout':
    'Es ist keine Beziehung bekannt, die diese von anderen Wörtern unterscheidet. Du kannst jedes dorthin setzen, wo du es weißt.',
  'evidence.unlisted': 'und {count, number} weitere, die nicht aufgeführt sind',
};
