/**
 * Puts text on the clipboard by way of the copy event, which needs no permission; only works while a user's key or
 * click is being answered. False when the system refused.
 */
export function copyText(text: string): boolean {
  let taken = false;
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    taken = true;
  };
  document.addEventListener('copy', onCopy, { capture: true });
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the clipboard API would need a permission
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true });
  }
  return taken;
}
