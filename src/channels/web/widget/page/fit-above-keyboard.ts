/** The browser's own bars come and go by less than this; no keyboard is so low. */
const LEAST_KEYBOARD_PX = 120;
/** Who zooms in wants to see less of the page, larger: that is no keyboard. */
const MOST_SCALE = 1.01;

/**
 * Tells the styles what part of the window the keyboard on the screen leaves free, as `--free-height` and `--free-top`:
 * where the keyboard lies over the page, nothing else says so. Returns how to stop.
 */
export function fitAboveKeyboard(host: HTMLElement): () => void {
  const view = window.visualViewport;
  if (!view) return () => undefined;
  const set = (name: string, px: number | undefined) => {
    if (px === undefined) host.style.removeProperty(name);
    else host.style.setProperty(name, `${px}px`);
  };
  const fit = () => {
    const isCovered =
      view.scale < MOST_SCALE && window.innerHeight - view.height > LEAST_KEYBOARD_PX;
    set('--free-height', isCovered ? view.height : undefined);
    set('--free-top', isCovered ? view.offsetTop : undefined);
  };
  view.addEventListener('resize', fit);
  view.addEventListener('scroll', fit);
  return () => {
    view.removeEventListener('resize', fit);
    view.removeEventListener('scroll', fit);
  };
}
