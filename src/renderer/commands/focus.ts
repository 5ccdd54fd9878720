/** Elements that commands put the focus on. */
export const FOCUS = { filter: 'task-filter', address: 'hex-address', tree: 'task-tree', hex: 'hex-view' };

export const focus = (id: string): void => {
  const element = document.getElementById(id);
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
};
