/** Small things this window remembers. Storage may be forbidden or full: then it just does not remember. */
const PREFIX = 'taskshape.';

export function recallNumber(key: string, otherwise: number): number {
  try {
    const stored = window.localStorage.getItem(PREFIX + key);
    const value = stored === null ? NaN : Number(stored);
    return Number.isFinite(value) ? value : otherwise;
  } catch {
    return otherwise; // storage is forbidden here
  }
}

export function rememberNumber(key: string, value: number): void {
  try {
    window.localStorage.setItem(PREFIX + key, String(value));
  } catch {
    // Storage is forbidden or full; nothing depends on it.
  }
}

export function recallText(key: string): string | undefined {
  try {
    return window.localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined; // storage is forbidden here
  }
}

export function rememberText(key: string, value: string): void {
  try {
    window.localStorage.setItem(PREFIX + key, value);
  } catch {
    // Storage is forbidden or full; nothing depends on it.
  }
}

export function forget(key: string): void {
  try {
    window.localStorage.removeItem(PREFIX + key);
  } catch {
    // Storage is forbidden: there is nothing to forget.
  }
}
