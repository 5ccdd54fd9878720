import type { Bookmark } from '../hex/bookmarks.ts';

/** Elements that commands put the focus on. */
export const FOCUS = {
  filter: 'task-filter',
  address: 'hex-address',
  tree: 'task-tree',
  hex: 'hex-view',
  search: 'memory-search',
};

/** The id of the box in which a field is given another place. */
export const pinBox = (field: string): string => `pin-${field}`;

/** The id of the box in which the note on a bookmark is written. */
export const noteBox = ({ space, address }: Pick<Bookmark, 'space' | 'address'>): string =>
  `note-${space}-${address.toString(16)}`;

export const focus = (id: string): void => {
  const element = document.getElementById(id);
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
};
