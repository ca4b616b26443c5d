import { memo } from 'react';
import { Link } from 'wouter';
import { REASON } from '../../../ticket-words.ts';
import type { TicketSummary } from '../../../wire.ts';
import { Pill } from '../../parts/display/pill.tsx';
import { useStaff } from '../../parts/use-staff.ts';
import { CHANNEL, LANGUAGE } from '../../words.ts';
import { TicketClock, UrgencyPill } from '../ticket-facts.tsx';
import { leftTicket } from './queue-focus.ts';

/** `row`: where it stands in the queue. */
type Props = { ticket: TicketSummary; row: number };

/** One ticket in a queue; all of it is the link. Drawn again only when it changes: the list draws itself at every scroll. */
export const TicketRow = memo(function TicketRow({ ticket, row }: Props) {
  const reader = useStaff().id;
  const { number, urgency, reason, excerpt, assignee, channel, locale } = ticket;
  return (
    <Link
      id={`ticket-${number}`}
      href={`/desk/${number}`}
      className={`ticket-row ${urgency}`}
      onClick={() => leftTicket.at(row)}
    >
      <span className="ticket-head">
        <UrgencyPill urgency={urgency} />
        <span className="ticket-name">{REASON[reason]}</span>
        {ticket.trial && <Pill>Trial</Pill>}
        <span className="ticket-number">#{number}</span>
      </span>
      <span className="ticket-excerpt">{excerpt || 'No words'}</span>
      <span className="ticket-foot">
        <TicketClock ticket={ticket} />
        {assignee && assignee.id !== reader && <span>{assignee.firstName}</span>}
        <span>{CHANNEL[channel]}</span>
        {locale !== 'en' && <span>{LANGUAGE[locale]}</span>}
      </span>
    </Link>
  );
});
