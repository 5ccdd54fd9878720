/** The desktop’s own menus and dialogs. What the system knows by role keeps the system’s own name. */
export const SHELL = {
  'dialog.open': 'Open memory dumps',
  'menu.file': '&File',
  'menu.view': '&View',
  'menu.go': '&Go',
  'menu.newWindow': 'New Window',
  'menu.openRecent': 'Open Recent',
  'menu.clearRecent': 'Clear Recent',
  'menu.close': 'Close',
  'menu.about': 'About {app}',
} as const;
