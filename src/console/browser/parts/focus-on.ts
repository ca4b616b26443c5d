/** Moves the focus once the page has drawn what the press led to; `false` when it is not there now. */
export function focusOn(id: string): boolean {
  const move = () => {
    const found = document.getElementById(id);
    found?.focus();
    found?.scrollIntoView({ block: 'center' });
  };
  requestAnimationFrame(() => requestAnimationFrame(move));
  return true;
}
