import type { NOTICES as EN } from '../en/notices.ts';

export const NOTICES: Readonly<Record<keyof typeof EN, string>> = {
  'notice.slow': 'Die Datei wird mit gewöhnlichen Lesezugriffen gelesen, was langsamer ist ({why}).',
  'notice.noAddon': 'das native Zusatzmodul fehlt: {why}',
  'notice.addonOff': 'es ist durch TASKSHAPE_NO_NATIVE abgeschaltet',
  'notice.addonNotBuilt': 'es wurde nicht gebaut',
  'notice.addonOther': '{file} gehört zu einer anderen Version',
  'notice.unpacked':
    'Die Datei ist gepackt ({packings}); sie wurde einmal in den Zwischenspeicher entpackt, und Dateipositionen sind die des Entpackten.',
  'notice.partlyUnpacked':
    'Die gepackte Datei ist beschädigt oder abgeschnitten: Benutzt wird, was sich entpacken ließ.',
  'notice.partlyUnpackedWhy':
    'Die gepackte Datei ist beschädigt oder abgeschnitten: Benutzt wird, was sich entpacken ließ. ({why})',
  'notice.impossible':
    '{ranges, plural, one {# Speicherbereich mit unmöglichen Adressen wurde} other {# Speicherbereiche mit unmöglichen Adressen wurden}} übergangen.',
  'notice.cutOff':
    'Die Datei ist abgeschnitten: {bytes, plural, one {# Byte Speicher, das ihre Köpfe versprechen, fehlt} other {# Bytes Speicher, die ihre Köpfe versprechen, fehlen}}.',
  'notice.overlap':
    'Speicherbereiche überlappen sich in {bytes, plural, one {# Byte} other {# Bytes}}; dort gilt der Bereich, der zuerst beginnt.',
  'notice.claimedTwice':
    '{bytes, plural, one {# Byte der Datei wird} other {# Bytes der Datei werden}} von zwei Adressen beansprucht; eine davon gilt.',
  'notice.elf.ignored':
    '{segments, plural, one {# Segment ohne physische Adresse (vmalloc, Module, …) wurde} other {# Segmente ohne physische Adresse (vmalloc, Module, …) wurden}} weggelassen.',
  'notice.elf.virtual': 'Kein Segment hat eine physische Adresse; an ihrer Stelle gelten die virtuellen.',
  'notice.elf.counted':
    'Kein Segment hat eine physische Adresse; sie wurden von der virtuellen Adresse {base} an gezählt.',
  'notice.elf.notes':
    '{segments, plural, one {# Segment mit Notizen ist} other {# Segmente mit Notizen sind}} beschädigt oder abgeschnitten; was nach dem Schaden kommt, ist weggelassen.',
  'notice.flat.cutOff':
    'Die abgeflachte Datei (flattened) ist bei Byte {at, number} abgeschnitten: Ihr Endzeichen fehlt.',
  'notice.flat.damaged':
    'Die abgeflachte Datei (flattened) ist bei Byte {at, number} beschädigt: Was folgt, ist weggelassen.',
  'notice.kdump.excluded':
    '{pages, plural, one {# Seite wurde} other {# Seiten wurden}} beim Erstellen des Abbilds weggelassen (Dump-Level {level, number}).',
  'notice.kdump.incomplete': 'Das Abbild ist unvollständig: Beim Schreiben ging der Platz aus.',
  'notice.kdump.noVmemmap': 'Die Speicherkarte des Kernels wurde aus dem Abbild weggelassen.',
  'notice.kdump.parts':
    'Das ist eine Datei eines geteilten Abbilds; {parts, number} wurden zusammen gefunden.',
  'notice.kdump.missingParts':
    'Das ist eine Datei eines geteilten Abbilds; {parts, number} wurden zusammen gefunden. Für die Adressen {gaps} fehlen Dateien: Lege sie in denselben Ordner.',
  'notice.kdump.noList':
    'Die Datei ist abgeschnitten: Die Liste ihrer Seiten endet nicht vor Byte {size, number}.',
  'notice.kdump.noPages':
    'Die Datei ist bei Byte {size, number} abgeschnitten: Die zuletzt geschriebenen Seiten fehlen.',
  'notice.lime.noRange':
    'Bei Byte {at, number} beginnt kein Speicherbereich: Der Rest der Datei wurde weggelassen.',
  'notice.lime.packed':
    'Der gepackte Bereich bei Byte {at, number} ist bei Byte {end, number} abgeschnitten oder beschädigt.',
  'notice.lime.length': 'Die Länge hinter dem Bereich bei Byte {end, number} ist falsch.',
  'notice.lime.overlap':
    '{pieces, plural, one {# Stück Speicher überlappt} other {# Stücke Speicher überlappen}} andere und {pieces, plural, one {wurde} other {wurden}} weggelassen.',
  'notice.libvirt.unfinished': 'libvirt hat dieses Sichern nicht beendet.',
  'notice.savevm.cutOff':
    'Der Datenstrom ist bei Byte {at, number} abgeschnitten: Benutzt wird, was davor kam.',
  'notice.savevm.unreadable':
    'Der Datenstrom lässt sich ab Byte {at, number} nicht weiter lesen ({why}): Benutzt wird, was davor kam.',
  'notice.savevm.differences':
    '{pages, plural, one {# Seite wurde als Unterschied gesendet und ist älter, als sie sein sollte} other {# Seiten wurden als Unterschiede gesendet und sind älter, als sie sein sollten}}.',
  'notice.savevm.strays':
    '{pages, plural, one {# Seite gehört} other {# Seiten gehören}} zu keinem Speicherblock und {pages, plural, one {wurde} other {wurden}} weggelassen.',
  'notice.savevm.unnamed':
    'Der Datenstrom nennt seine Maschine nicht; ihr Speicher wurde wie üblich angeordnet.',
  'notice.vmware.assumed':
    'Neben ihr liegt keine .vmss- oder .vmsn-Datei: Der Speicher wurde mit einem Loch von 3 bis 4 GiB angeordnet.',
  'notice.xen.cutOff':
    'Die Datei ist abgeschnitten: {pages, plural, one {# Seite fehlt} other {# Seiten fehlen}}.',
  'notice.xen.noNumbers':
    'Die Datei ist abgeschnitten: Die {pages, plural, one {Nummer einer Seite fehlt; sie wurde} other {Nummern von # Seiten fehlen; sie wurden}} in der Reihenfolge ausgelegt, in der Xen sie schreibt.',
  'notice.xenSaved.cutOff':
    'Die Datei ist abgeschnitten: Seiten, die Xen später gesichert hätte, fehlen oder sind älter, als sie sein sollten.',
  'notice.layout.holes':
    'Die Datei lässt die Löcher zwischen Speicherbereichen weg. Wo sie sind, zeigen Listen im Abbild, die ihre eigene Adresse enthalten: {ranges}. Zwischen Listen, die höchstens {width} Bytes auseinander liegen, gilt die rundeste Adresse als Grenze.',
  'notice.layout.range': '{start}–{end} ab Byte {file}',
  'notice.layout.more': '{ranges}, …',
  'notice.layout.said':
    'Die Datei beginnt an der physischen Adresse {start}: Das folgt aus dem, was der Kernel von sich selbst sagt ({said}).',
  'notice.layout.unknown':
    'Roher Speicher sagt nicht, wo er beginnt: Physische Adressen zählen vom Anfang der Datei an.',
  'notice.layout.mapped':
    'Die Datei beginnt an der physischen Adresse {start} oder ein Vielfaches von 1 GiB darüber: Das folgt daraus, wohin der Kernel Speicher abbildet.',
  'notice.layout.variable':
    'Die Datei beginnt an der physischen Adresse {start}: Das folgt daraus, wohin der Kernel nach eigener Angabe Speicher abbildet ({variable}).',
  'notice.kernels':
    'Das Abbild enthält {kernels, number} Kernel, die in sich stimmig sind; Nummer {place, number} wird gezeigt.',
  'notice.kernelsBetter':
    'Das Abbild enthält {kernels, number} Kernel, die in sich stimmig sind; Nummer {place, number} wird gezeigt. Er steht anstelle des zuerst gefundenen, weil mehr für ihn spricht.',
  'notice.kernelsFirst':
    'Das Abbild enthält {kernels, number} Kernel, die in sich stimmig sind; Nummer {place, number} wird gezeigt. Er wurde zuerst gefunden, und kein anderer ist deutlich besser.',
  'notice.noInit': 'init_task ist nicht im Abbild: Seine Zeile zeigt nur, was von ihm sicher ist.',
  'notice.unreadable':
    '{tasks, plural, one {Von # Task ist die PID oder der Elternteil nicht lesbar; er steht} other {Von # Tasks ist die PID oder der Elternteil nicht lesbar; sie stehen}} ganz oben im Baum.',
  'notice.hidden':
    '{tasks, plural, one {# Task ist verborgen. Es fehlt} other {# Tasks sind verborgen. Es fehlen}}: {missing}. Andere Strukturen des Kernels führen zu {tasks, plural, one {ihm} other {ihnen}}.',
  'notice.disputed':
    'Der Speicher änderte sich, während er gelesen wurde: Verbindungen unbeschädigter Tasks widersprechen einander. {tasks, plural, one {# Task, den manche Strukturen des Kernels enthalten und andere nicht, ist als strittig markiert: Er kann} other {# Tasks, die manche Strukturen des Kernels enthalten und andere nicht, sind als strittig markiert: Sie können}} inzwischen geendet haben oder erst gestartet worden sein.',
  'notice.broken':
    'Die Liste der Tasks ist unterbrochen: {share, number, ::.0} % ihrer Verbindungen führen zu Seiten, die fehlen oder beschädigt sind, oder der Speicher änderte sich, während er gelesen wurde. {tasks, plural, one {# ihrer Tasks wurde daran erkannt, wen er nennt und wer ihn nennt} other {# ihrer Tasks wurden daran erkannt, wen sie nennen und wer sie nennt}}.',
  'notice.lost':
    'Mindestens {tasks, plural, one {# Task ist verloren: Andere nennen ihn, aber seine Seite fehlt oder ist} other {# Tasks sind verloren: Andere nennen sie, aber ihre Seiten fehlen oder sind}} beschädigt.',
  'notice.partlyLost':
    '{tasks, plural, one {# Task hat eine eigene Seite verloren} other {# Tasks haben eine eigene Seite verloren}}; was darauf stand, wird als nicht bekannt gezeigt.',
};
