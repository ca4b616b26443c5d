import { useEffect, useRef, useState } from 'react';
import { REASON, URGENCY } from '../../ticket-words.ts';
import type { TicketSummary } from '../../wire.ts';
import { unclaimed, useTickets } from '../api/tickets.ts';
import { useAlarm } from '../sound/use-alarm.ts';
import { useFavicon } from './use-favicon.ts';
import { useStaff, worksAtDesk } from './use-staff.ts';

const NONE: TicketSummary[] = [];

/** Says aloud, to people who do not see the page, that a ticket has come; sounds and shows a dot for urgent ones. */
export function Arrivals() {
  const { data } = useTickets();
  const works = worksAtDesk(useStaff());
  const known = useRef<Set<number>>(undefined);
  const [fresh, setFresh] = useState(NONE);
  useEffect(() => {
    if (!data) return;
    const came = unclaimed(data).filter(({ number }) => known.current?.has(number) === false);
    known.current = new Set(unclaimed(data).map(({ number }) => number));
    if (came.length > 0) setFresh(came);
  }, [data]);
  const waiting = unclaimed(data);
  useAlarm({ waiting: works ? waiting : NONE, fresh: works ? fresh : NONE });
  useFavicon(waiting.some(({ urgency }) => urgency !== 'routine'));
  return (
    <p className="unseen" aria-live="assertive">
      {fresh.map(announcement).join(' ')}
    </p>
  );
}

function announcement({ number, urgency, reason }: TicketSummary): string {
  return `New ticket ${number}: ${REASON[reason]}, ${URGENCY[urgency]}.`;
}
