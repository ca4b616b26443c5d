/** Where the keyboard is in the queue. The rows themselves hold the focus, so Enter opens one as on any link. */

const ROWS = 'a.ticket-row';
export const SEARCH_ID = 'queue-search';

/** To the next row, or the one before. `fromRow`: only while a row has the focus; arrows scroll the page otherwise. */
export function moveInQueue(step: 1 | -1, { fromRow = false } = {}): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) =>
    row.checkVisibility(),
  );
  const at = rows.findIndex((row) => row.matches(':focus'));
  if (rows.length === 0 || (fromRow && at === -1)) return false;
  const next = at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: 'nearest' });
  return true;
}

export function focusSearch(): boolean {
  const search = document.getElementById(SEARCH_ID);
  search?.focus();
  return search !== null;
}

/** Back from a ticket one is where one was. */
export function focusTicket(number: number | undefined): void {
  if (number !== undefined) document.querySelector<HTMLElement>(`#ticket-${number}`)?.focus();
}

const left: { number: number | undefined } = { number: undefined };

/** The ticket that was just left for the queue. */
export const leftTicket = {
  put(number: number): void {
    left.number = number;
  },
  take(): number | undefined {
    const { number } = left;
    left.number = undefined;
    return number;
  },
};
