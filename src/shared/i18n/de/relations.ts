import type { RELATIONS as EN } from '../en/relations.ts';

export const RELATIONS: Readonly<Record<keyof typeof EN, string>> = {
  'relation.tasks':
    'Die Liste schließt sich über allen Tasks, und jede Verbindung ist durch ihren Rückweg bewiesen; jedes Glied hat einen Namen, einen Anführer und einen Elternteil.',
  'relation.comm':
    'Wo init_task seinen Namen hat, stehen in jedem Task 16 Bytes, die einen Text beginnen und beenden.',
  'relation.real_parent':
    'Es nennt einen anderen Task, und wer ihm folgt, endet bei init_task, der sich selbst nennt. Von den Wörtern, die das tun, ist es das, dessen Tasks der Ring der Kinder nennt; unter gleichen das erste.',
  'relation.parent':
    'Es nennt einen anderen Task, und wer ihm folgt, endet bei init_task, der sich selbst nennt. Das zweite solche Wort; es weicht nur bei verfolgten Tasks von real_parent ab.',
  'relation.children': 'Die Liste ist genau bei den Tasks leer, die niemand als Elternteil nennt.',
  'relation.sibling': 'Der Ring der Kinder seines Elternteils läuft hindurch.',
  'relation.group_leader':
    'Es nennt bei Anführern den Task selbst und bei jedem anderen Thread der Gruppe den Anführer.',
  'relation.group_leaderAlone':
    'Es nennt den Task selbst; kein Prozess hat einen zweiten Thread, der mehr verraten könnte.',
  'relation.thread_node':
    'Der Ring hindurch enthält die Tasks eines Anführers und genau einen Kopf außerhalb aller Tasks.',
  'relation.thread_group': 'Der Ring hindurch enthält die Tasks eines Anführers und sonst nichts.',
  'relation.signal': 'Der Kopf des Rings der Threads liegt immer gleich weit dahinter.',
  'relation.signal.thread_head': 'Der Ring durch thread_node beginnt und endet hier.',
  'relation.pid': 'Null bei init_task, in jedem Task verschieden und bei Anführern gleich tgid.',
  'relation.tgid': 'In jedem Task die PID des Anführers der Gruppe.',
  'relation.tgidAlone':
    'Bei jedem Anführer gleich pid; kein Prozess hat einen zweiten Thread, der sie unterscheiden könnte.',
  'relation.idsInTask':
    'Acht Zahlen nacheinander im Task selbst lesen sich u, u, u, u, g, g, g, g (erst Benutzer, dann Gruppen); bei Kernel-Threads sind alle null.',
  'relation.ids':
    'Acht Zahlen nacheinander lesen sich u, g, u, g, u, g, u, g (abwechselnd Benutzer und Gruppe); bei Kernel-Threads sind alle null.',
  'relation.idsScattered':
    'Eine von vier Zahlen, die in fast jedem Task übereinstimmen und bei Kernel-Threads null sind; eine Struktur, die sich die Tasks eines Benutzers teilen, enthält dieselbe Zahl.',
  'relation.real_cred':
    'Er führt zu einer Struktur, in der Kernel-Threads alle Capabilities und nur Nullen als Nummern haben. Der erste solche Zeiger.',
  'relation.cred':
    'Er führt zu einer Struktur, in der Kernel-Threads alle Capabilities und nur Nullen als Nummern haben. Der zweite solche Zeiger; er weicht von real_cred ab, während ein Task für einen anderen handelt.',
  'relation.flags':
    'Das Bit 0x00200000 (PF_KTHREAD) ist genau bei init_task und den Nachkommen von kthreadd gesetzt.',
  'relation.flagsUnmarked':
    'Das Bit 0x40 (PF_FORKNOEXEC) ist bei den Tasks ohne eigenen Speicher gesetzt, die nie ein Programm ausgeführt haben; anders kennzeichnet dieser Kernel seine Threads nicht.',
  'relation.mm':
    'Null bei Kernel-Threads; bei Benutzer-Tasks ein Zeiger, den sich eine Thread-Gruppe teilt und den keine andere hat; active_mm wiederholt ihn.',
  'relation.active_mm': 'Es gleicht mm überall, wo mm nicht null ist.',
  'relation.nsproxy':
    'Er führt zu einer Struktur, die auf die Namen zeigt, die der Kernel sich selbst gibt (struct new_utsname).',
  'relation.thread_pid': 'Er zeigt auf eine Struktur, die nur diesem Task gehört und seine PID enthält.',
  'relation.pid.numbers': 'Es gleicht der PID des Tasks.',
  'relation.pid.level':
    'Null im äußersten Namensraum; sonst folgen so viele weitere Nummern, jede mit eigenem Namensraum.',
  'relation.exit_state':
    'Null bei lebenden Tasks; 16 oder 32 bei Benutzer-Tasks, die ihren Speicher zurückgegeben haben.',
  'relation.state':
    'Null bei init_task; in jedem Task ein Zustand des Schedulers, der bei den meisten „schlafend“ und bei Zombies „tot“ bedeutet.',
  'relation.start_time':
    'Kein Task ist älter als sein Elternteil, und die Liste der Tasks ist nach dem Alter geordnet. Die erste von zwei Uhren, die ihren Abstand halten.',
  'relation.start_boottime':
    'Kein Task ist älter als sein Elternteil, und die Liste der Tasks ist nach dem Alter geordnet. Die letzte der Uhren, die ihren Abstand halten: Sie zählt auch den Ruhezustand.',
  'pinned.relation': 'Von dir hierher gesetzt. {relation}',
  'pinned.pid': 'Es ist eine Zahl, die kein anderer Task hat.',
  'pinned.tgid': 'Es ist die PID des Anführers der Gruppe.',
  'pinned.parent': 'Es nennt einen anderen Task der Tabelle.',
  'pinned.comm': 'Es beginnt einen Text und beendet ihn.',
  'pinned.state': 'Es ist ein Zustand des Schedulers.',
  'pinned.exit_state': 'Es ist null, 16 oder 32.',
  'pinned.flags':
    'Das Bit 0x00200000 (PF_KTHREAD) ist genau bei init_task und den Nachkommen von kthreadd gesetzt.',
  'pinned.start': 'Kein Task ist älter als sein Elternteil.',
  'pinned.ids': 'Es ist bei jedem Kernel-Thread null.',
  'pinned.pointer': 'Er ist null oder führt in den Speicher.',
  'pinned.list': 'Was sein next nennt, nennt ihn zurück.',
  'pinned.readable': 'Es lässt sich lesen.',
  'pinned.untested': 'Für dieses Element wird keine Beziehung geprüft, wenn du es setzt.',
};
