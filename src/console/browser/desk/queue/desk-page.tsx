import { useEffect } from 'react';
import type { TicketLists, TicketSummary } from '../../../wire.ts';
import { useFoundTickets } from '../../api/tickets.ts';
import { ShortcutHelp } from '../../keys/shortcut-help.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Empty } from '../../parts/display/empty.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { PageHeader } from '../../parts/display/page-header.tsx';
import { useNow } from '../../parts/display/time.tsx';
import { useDebounced } from '../../parts/use-debounced.ts';
import { type SignedIn, useStaff, worksAtDesk } from '../../shell/use-staff.ts';
import { SoundSwitch } from '../../sound/sound-switch.tsx';
import { DeskBanner } from './desk-banner.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { focusSearch, focusTicket, leftTicket, moveInQueue } from './queue-focus.ts';
import { type QueueView, shows, useQueueView } from './queue-view.ts';
import { TicketRow } from './ticket-row.tsx';

/** The queue: what needs someone first, then what is already in hand. */
export function DeskPage() {
  const staff = useStaff();
  const [view, change] = useQueueView();
  const tickets = useFoundTickets(useDebounced(view.q.trim()));
  useShortcuts({
    j: () => moveInQueue(1),
    k: () => moveInQueue(-1),
    ArrowDown: () => moveInQueue(1, { fromRow: true }),
    ArrowUp: () => moveInQueue(-1, { fromRow: true }),
    '/': focusSearch,
  });
  return (
    <>
      <PageHeader
        title="Desk"
        actions={
          <>
            {worksAtDesk(staff) && <SoundSwitch />}
            <ShortcutHelp />
          </>
        }
      >
        {!worksAtDesk(staff) && (
          <span>You can read the desk. Responders claim tickets and write to patients.</span>
        )}
      </PageHeader>
      <DeskBanner />
      <QueueFilters view={view} change={change} />
      <Loaded query={tickets} lines={6}>
        {(lists) => <Queue lists={lists} staff={staff} view={view} />}
      </Loaded>
    </>
  );
}

type Group = { title: string; tickets: TicketSummary[] };

function Queue({ lists, staff, view }: { lists: TicketLists; staff: SignedIn; view: QueueView }) {
  const now = useNow();
  useEffect(() => focusTicket(leftTicket.take()), []);
  const fits = (ticket: TicketSummary) => shows(view, ticket, now);
  const open = lists.open.filter(fits);
  const resolved = lists.resolved.filter(fits);
  const groups = groupsOf(open, staff);
  const isNarrowed = view.q.trim() !== '' || view.chips.length > 0;
  if (isNarrowed && open.length + resolved.length === 0) {
    return (
      <Empty title="Nothing fits">
        No ticket has all of this. A search looks at open tickets and the latest resolved ones.
      </Empty>
    );
  }
  return (
    <>
      {isNarrowed && (
        <p className="muted" role="status">
          {open.length + resolved.length} found{lists.cut && ', and there are more: say more words'}
        </p>
      )}
      {!isNarrowed && groups[0]?.tickets.length === 0 && <NothingWaits lists={lists} />}
      {groups.map((group) => (
        <Section key={group.title} group={group} />
      ))}
      {resolved.length > 0 && (
        <details className="fold" open={isNarrowed && open.length === 0}>
          <summary>Resolved lately ({resolved.length})</summary>
          <List tickets={resolved} />
        </details>
      )}
    </>
  );
}

function groupsOf(open: TicketSummary[], staff: SignedIn): Group[] {
  const inHand = open.filter(({ assignee }) => assignee !== null);
  const isMine = ({ assignee }: TicketSummary) => assignee?.id === staff.id;
  return [
    { title: 'Needs someone', tickets: open.filter(({ assignee }) => assignee === null) },
    { title: 'Yours', tickets: inHand.filter(isMine).sort(byWaiting) },
    { title: 'With others', tickets: inHand.filter((ticket) => !isMine(ticket)) },
  ];
}

function NothingWaits({ lists }: { lists: TicketLists }) {
  return lists.open.length === 0 && lists.resolved.length === 0 ? (
    <Empty title="No tickets yet">
      When a patient asks about a dose, is in danger, or asks for a person, a ticket appears here by
      itself. You need not reload the page.
    </Empty>
  ) : (
    <Empty title="All claimed">New tickets appear here by themselves.</Empty>
  );
}

function Section({ group: { title, tickets } }: { group: Group }) {
  if (tickets.length === 0) return null;
  return (
    <section className="section" aria-label={title}>
      <h2>
        {title} <span className="tally">{tickets.length}</span>
      </h2>
      <List tickets={tickets} />
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
