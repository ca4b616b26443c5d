/** Where the keyboard is in the queue. The rows themselves hold the focus, so Enter opens one as on any link. */

const ROWS = 'a.ticket-row';
export const SEARCH_ID = 'queue-search';
const APPEARS_WITHIN_MS = 2000;

/** To the next row, or the one before. `fromRow`: only while a row has the focus; arrows scroll the page otherwise. */
export function moveInQueue(step: 1 | -1, { fromRow = false } = {}): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
  const at = rows.findIndex((row) => row.matches(':focus'));
  if (rows.length === 0 || (fromRow && at === -1)) return false;
  const start = rows.findIndex((row) => row.getBoundingClientRect().bottom > 0);
  const next = at === -1 ? start : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: 'nearest' });
  return true;
}

export function focusSearch(): boolean {
  const search = document.getElementById(SEARCH_ID);
  search?.focus();
  return search !== null;
}

/** As soon as its row is there: it may have to be read first. */
export function focusTicket(number: number): void {
  const until = performance.now() + APPEARS_WITHIN_MS;
  const look = () => {
    const row = document.querySelector<HTMLElement>(`#ticket-${number}`);
    if (row) row.focus({ preventScroll: true });
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  look();
}

type Left = { number: number; row: number | undefined };
const left: { last: Left | undefined; row: number | undefined } = {
  last: undefined,
  row: undefined,
};

/** The ticket that was just left for the queue, and the row from which it was opened. */
export const leftTicket = {
  at(row: number): void {
    left.row = row;
  },
  put(number: number): void {
    left.last = { number, row: left.row };
  },
  take(): Left | undefined {
    const { last } = left;
    left.last = undefined;
    return last;
  },
};
