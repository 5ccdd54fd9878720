import { app, type IpcMainInvokeEvent } from 'electron';

/** Our page's own scheme: unlike file://, it has an origin, headers, and no way to other files. */
export const SCHEME = 'app';
export const HOST = 'taskshape';
const ORIGIN = `${SCHEME}://${HOST}`;

/** In development alone, and never in a packaged app: the address of the server that rebuilds the page as it changes. */
export const developmentPage = (): string | undefined =>
  app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];

/** What a window loads. */
export const pageUrl = (): string => developmentPage() ?? `${ORIGIN}/index.html`;

/** True for a message from the main frame of a page of ours; any other sender has nothing to say to us. */
export function isOurPage({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame?.parent === null && isOurOrigin(senderFrame.origin);
}

export function isOurOrigin(origin: string): boolean {
  const page = developmentPage();
  return origin === ORIGIN || (page !== undefined && origin === new URL(page).origin);
}
