const WITHIN_MS = 1500;
const TIMES = 3;

/** Calls `leave` at the third press of Escape in a row; the first must fall while `isOn`. Returns how to stop. */
export function onEscapeThrice(isOn: () => boolean, leave: () => void): () => void {
  let presses: number[] = [];
  const onKey = ({ key, repeat, timeStamp: at }: KeyboardEvent) => {
    if (repeat) return; // held down is pressed once
    if (key !== 'Escape') presses = [];
    else if (presses.length > 0 || isOn()) presses = [...presses, at];
    presses = presses.filter((earlier) => at - earlier < WITHIN_MS);
    if (presses.length === TIMES) leave();
  };
  // Before anything on the page can keep the key to itself.
  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}
