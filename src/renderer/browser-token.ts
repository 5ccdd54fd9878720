const TOKEN_KEY = 'taskshape-token';
const VIEW_KEY = 'taskshape-view';

export interface TabIdentity {
  /** Admits this page to the server. */
  readonly token: string;
  /** Names this tab, so that a reload finds its dumps again. */
  readonly view: string;
}

/**
 * Takes the token out of the URL's fragment, so that it stays in no history entry or copied link, and keeps it for
 * reloads of this tab. `undefined` when the page was opened without one.
 */
export function tabIdentity(): TabIdentity | undefined {
  const fragment = new URLSearchParams(location.hash.slice(1)).get('token');
  if (fragment !== null) {
    sessionStorage.setItem(TOKEN_KEY, fragment);
    history.replaceState(history.state, '', location.pathname);
  }
  const token = sessionStorage.getItem(TOKEN_KEY);
  if (token === null) return undefined;
  const view = sessionStorage.getItem(VIEW_KEY) ?? newView();
  return { token, view };
}

/** `crypto.randomUUID` exists on loopback origins: browsers count them as secure. */
function newView(): string {
  const view = crypto.randomUUID();
  sessionStorage.setItem(VIEW_KEY, view);
  return view;
}
