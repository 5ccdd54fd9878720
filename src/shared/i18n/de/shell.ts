import type { SHELL as EN } from '../en/shell.ts';

export const SHELL: Readonly<Record<keyof typeof EN, string>> = {
  'dialog.open': 'Speicherabbilder öffnen',
  'menu.file': '&Datei',
  'menu.view': '&Ansicht',
  'menu.go': '&Gehe zu',
  'menu.newWindow': 'Neues Fenster',
  'menu.openRecent': 'Zuletzt geöffnet',
  'menu.clearRecent': 'Liste leeren',
  'menu.close': 'Schließen',
  'menu.about': 'Über {app}',
};
