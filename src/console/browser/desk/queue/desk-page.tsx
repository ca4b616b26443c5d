import type { TicketLists, TicketSummary } from '../../wire.ts';
import { unclaimed, useTickets } from '../api/tickets.ts';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { type SignedIn, useStaff, worksAtDesk } from '../shell/use-staff.ts';
import { TicketRow } from './ticket-row.tsx';

/** The queue: what needs someone first, then what is already in hand. */
export function DeskPage() {
  const tickets = useTickets();
  const staff = useStaff();
  return (
    <>
      <PageHeader title="Desk">
        {!worksAtDesk(staff) && (
          <span>You can read the desk. Responders claim tickets and write to patients.</span>
        )}
      </PageHeader>
      <Loaded query={tickets} lines={6}>
        {(lists) => <Queue lists={lists} staff={staff} />}
      </Loaded>
    </>
  );
}

function Queue({ lists, staff }: { lists: TicketLists; staff: SignedIn }) {
  const waiting = unclaimed(lists);
  const inHand = lists.open.filter(({ state }) => state === 'claimed');
  const mine = inHand.filter(({ assignee }) => assignee?.id === staff.id).sort(byWaiting);
  const others = inHand.filter(({ assignee }) => assignee?.id !== staff.id);
  return (
    <>
      <Section title="Needs someone" tickets={waiting}>
        {lists.open.length === 0 && lists.resolved.length === 0 ? (
          <Empty title="No tickets yet">
            When a patient asks about a dose, is in danger, or asks for a person, a ticket appears
            here by itself. You need not reload the page.
          </Empty>
        ) : (
          <Empty title="All claimed">New tickets appear here by themselves.</Empty>
        )}
      </Section>
      <Section title="Yours" tickets={mine} />
      <Section title="With others" tickets={others} />
      {lists.resolved.length > 0 && (
        <details className="fold">
          <summary>Resolved lately ({lists.resolved.length})</summary>
          <List tickets={lists.resolved} />
        </details>
      )}
    </>
  );
}

function Section({
  title,
  tickets,
  children,
}: {
  title: string;
  tickets: TicketSummary[];
  children?: React.ReactNode;
}) {
  if (tickets.length === 0 && children === undefined) return null;
  return (
    <section className="section" aria-label={title}>
      <h2>
        {title} {tickets.length > 0 && <span className="tally">{tickets.length}</span>}
      </h2>
      {tickets.length > 0 ? <List tickets={tickets} /> : children}
    </section>
  );
}

function List({ tickets }: { tickets: TicketSummary[] }) {
  return (
    <ul className="tickets">
      {tickets.map((ticket) => (
        <li key={ticket.number}>
          <TicketRow ticket={ticket} />
        </li>
      ))}
    </ul>
  );
}

/** Patients who wrote and wait come first. */
function byWaiting(a: TicketSummary, b: TicketSummary): number {
  return Number(b.patientWaits) - Number(a.patientWaits);
}
