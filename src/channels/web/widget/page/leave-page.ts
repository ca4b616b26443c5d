const NOWHERE = 'about:blank';

/**
 * Shows nothing any more, at once, and goes elsewhere in a way that "Back" does not undo. `address`: where to, an http
 * or https address; an empty page without it.
 */
export function leavePage(address: string | undefined): void {
  const to = address && /^https?:/i.test(address) ? address : NOWHERE;
  document.documentElement.hidden = true; // the way to another page may take a while
  try {
    if (window.top !== window) window.top?.location.replace(to); // out of a frame too
  } catch {
    // A frame that may not: it empties itself.
  }
  window.location.replace(to);
}
