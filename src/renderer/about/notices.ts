/** A library whose code is part of this program, with the words its licence asks to be shown. */
export interface Library {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

export interface Notices {
  readonly libraries: readonly Library[];
  readonly readme?: string;
}

const NONE: Notices = { libraries: [] };

/** What the build wrote beside the page: scripts/notices.mjs. A page that was not built has none. */
export async function fetchNotices(): Promise<Notices> {
  try {
    const response = await fetch('./notices.json');
    // Our own build wrote it.
    return response.ok ? ((await response.json()) as Notices) : NONE;
  } catch {
    return NONE; // not there
  }
}
