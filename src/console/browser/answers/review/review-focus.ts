/** Where the keyboard is in the review queue. */

const ROWS = 'button.review-row';

export function rowId(name: string): string {
  return `review-${name}`;
}

/** To the next row, or the one before. `fromRow`: only while a row has the focus; arrows scroll the page otherwise. */
export function moveInReview(step: 1 | -1, { fromRow = false } = {}): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) =>
    row.checkVisibility(),
  );
  const active = document.activeElement;
  const at = rows.findIndex((row) => row === active || row.parentElement?.contains(active));
  if (rows.length === 0 || (fromRow && rows[at] !== active)) return false;
  const next = at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: 'nearest' });
  return true;
}

/** To the first press that approves what is open. It is not pressed: that takes a second key, after reading. */
export function focusApproval(): boolean {
  const button = document.querySelector<HTMLElement>('.review-detail .approvals button');
  button?.focus();
  button?.scrollIntoView({ block: 'center' });
  return button !== null;
}
