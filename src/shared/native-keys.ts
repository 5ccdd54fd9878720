import type { CommandId } from './i18n/catalogue.ts';

/** The keys that native menus show, as the page writes them; a test holds them against the page’s own. */
export const NATIVE_KEYS: Readonly<Partial<Record<CommandId, string>>> = {
  'file.moveToWindow': 'Mod+Shift+N',
  'view.find': 'Mod+F',
  'tree.map': 'Mod+M',
  'view.zoomReset': 'Mod+0',
  'view.zoomIn': 'Mod++',
  'view.zoomOut': 'Mod+-',
  'view.settings': 'Mod+,',
  'view.goto': 'Mod+G',
  'view.tree': 'F6',
  'view.hex': 'Shift+F6',
  'hex.search': 'Mod+Shift+F',
  'hex.nextHit': 'F3',
  'hex.previousHit': 'Shift+F3',
  'hex.pointersHere': 'Mod+Shift+K',
  'hex.bookmark': 'Mod+D',
  'hex.nextBookmark': 'F2',
  'hex.previousBookmark': 'Shift+F2',
  'help.palette': 'Mod+Shift+P',
  'help.keys': 'Mod+/',
  'nav.back': 'Alt+ArrowLeft',
  'nav.forward': 'Alt+ArrowRight',
  'panel.fields': 'Alt+1',
  'panel.data': 'Alt+2',
  'panel.search': 'Alt+3',
  'panel.bookmarks': 'Alt+4',
  'panel.compare': 'Alt+5',
  'panel.evidence': 'Alt+6',
  'panel.diff': 'Alt+7',
};

/** The same as Electron writes it: `CmdOrCtrl+Shift+F`, `Alt+Left`. */
export const nativeKey = (id: CommandId): string | undefined =>
  NATIVE_KEYS[id]
    ?.replace(/\+\+$/, '+Plus')
    .replace('Mod', 'CmdOrCtrl')
    .replace(/Arrow(\w+)$/, '$1');
