const TOKEN_KEY = 'taskshape-token';
const VIEW_KEY = 'taskshape-view';
/** What the address names the dump by that the tab is to open. */
const ASKED = 'open';

export interface TabIdentity {
  /** Admits this page to the server. */
  readonly token: string;
  /** Names this tab, so that a reload finds its dumps again. */
  readonly view: string;
  /** The path of a dump that the address asks for. */
  readonly asked?: string;
}

/**
 * Takes the token out of the URL's fragment, so that it stays in no history entry or copied link, and keeps it for
 * reloads of this tab. `undefined` when the page was opened without one.
 */
export function tabIdentity(): TabIdentity | undefined {
  const parts = new URLSearchParams(location.hash.slice(1));
  const fragment = parts.get('token');
  // What is asked for without a token was not asked for by us.
  const asked = fragment === null ? null : parts.get(ASKED);
  if (fragment !== null) {
    sessionStorage.setItem(TOKEN_KEY, fragment);
    history.replaceState(history.state, '', location.pathname);
  }
  const token = sessionStorage.getItem(TOKEN_KEY);
  if (token === null) return undefined;
  const view = sessionStorage.getItem(VIEW_KEY) ?? newView();
  return { token, view, ...(asked === null ? {} : { asked }) };
}

/** The address of a tab of its own. It holds the token, in the fragment, which is never sent. */
export const linkWith = (token: string, path?: string): string =>
  `${location.origin}${location.pathname}#${new URLSearchParams({ token, ...(path === undefined ? {} : { [ASKED]: path }) }).toString()}`;

/** `crypto.randomUUID` exists on loopback origins: browsers count them as secure. */
function newView(): string {
  const view = crypto.randomUUID();
  sessionStorage.setItem(VIEW_KEY, view);
  return view;
}
