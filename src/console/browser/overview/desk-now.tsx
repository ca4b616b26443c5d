import { Link } from 'wouter';
import type { TicketLists } from '../../wire.ts';
import { isOverdue } from '../desk/is-overdue.ts';
import { useNow } from '../parts/display/time.tsx';

/** The desk in four figures, for everyone. */
export function DeskNow({ lists: { open, resolved } }: { lists: TicketLists }) {
  const now = useNow();
  const today = new Date(now).toDateString();
  const done = resolved.filter(
    ({ resolvedAt }) => resolvedAt !== null && new Date(resolvedAt).toDateString() === today,
  ).length;
  // The list of resolved tickets ends somewhere: where all of them are of today, there may be more.
  const more = done > 0 && done === resolved.length && done >= LIST_ENDS ? '+' : '';
  const waiting = open.filter(({ assignee }) => assignee === null).length;
  return (
    <section className="section" aria-label="The desk now">
      <h2>The desk now</h2>
      <dl className="standing">
        <Figure name="Need someone" value={waiting} href="/desk" />
        <Figure name="In hand" value={open.length - waiting} href="/desk" />
        <Figure
          name="Overdue"
          value={open.filter((ticket) => isOverdue(ticket, now)).length}
          href="/desk?show=overdue"
        />
        <Figure name="Resolved today" value={`${done}${more}`} href="/desk" />
      </dl>
    </section>
  );
}

const LIST_ENDS = 20;

function Figure({ name, value, href }: { name: string; value: number | string; href: string }) {
  return (
    <div className="standing-figure">
      <dt>
        <Link href={href}>{name}</Link>
      </dt>
      <dd>{value.toLocaleString()}</dd>
    </div>
  );
}
