import { app, session } from 'electron';
import { isOurOrigin } from './origin.ts';

/** No page of ours opens another, goes anywhere, or holds a <webview>. */
export function setupNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}

/** The one thing a page may ask for: putting text it shows on the clipboard, which the browser ties to a user's action. */
const COPY = 'clipboard-sanitized-write';

/** Without handlers Electron grants everything. */
export function setupPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === COPY && isOurOrigin(contents.mainFrame.origin));
  });
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === COPY && isOurOrigin(origin.replace(/\/$/, '')),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}
