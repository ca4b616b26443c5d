import { useEffect, useRef, useState } from 'react';
import type { TicketSummary } from '../../wire.ts';
import { unclaimed, useTickets } from '../api/tickets.ts';
import { REASON, URGENCY } from '../words.ts';

/** Says aloud, to people who do not see the page, that a ticket has come. */
export function Arrivals() {
  const { data } = useTickets();
  const known = useRef<Set<number>>(undefined);
  const [said, say] = useState('');
  useEffect(() => {
    if (!data) return;
    const fresh = unclaimed(data).filter(({ number }) => known.current?.has(number) === false);
    known.current = new Set(data.open.map(({ number }) => number));
    if (fresh.length > 0) say(fresh.map(announcement).join(' '));
  }, [data]);
  return (
    <p className="unseen" aria-live="assertive">
      {said}
    </p>
  );
}

function announcement({ number, urgency, reason }: TicketSummary): string {
  return `New ticket ${number}: ${REASON[reason]}, ${URGENCY[urgency]}.`;
}
