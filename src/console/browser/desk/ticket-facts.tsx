import type { TicketSummary } from '../../wire.ts';
import { Pill, type PillTone } from '../parts/display/pill.tsx';
import { Ago, lengthOf, useNow } from '../parts/display/time.tsx';
import { URGENCY } from '../words.ts';

const TONE: Record<TicketSummary['urgency'], PillTone> = {
  emergency: 'alarm',
  urgent: 'warn',
  routine: 'neutral',
};

export function UrgencyPill({ urgency }: { urgency: TicketSummary['urgency'] }) {
  return <Pill tone={TONE[urgency]}>{URGENCY[urgency]}</Pill>;
}

/** How long it has waited, and whether that is too long; once claimed, whether the patient waits for words. */
export function TicketClock({ ticket }: { ticket: TicketSummary }) {
  const now = useNow();
  switch (ticket.state) {
    case 'new':
      return <OpenClock ticket={ticket} now={now} />;
    case 'claimed':
      return ticket.patientWaits && ticket.lastPatientMessageAt ? (
        <span className="strong">
          Patient wrote <Ago at={ticket.lastPatientMessageAt} />
        </span>
      ) : (
        <span>
          Claimed <Ago at={ticket.claimedAt ?? ticket.openedAt} />
        </span>
      );
    case 'resolved':
      return (
        <span>
          Resolved <Ago at={ticket.resolvedAt ?? ticket.openedAt} />
        </span>
      );
  }
}

function OpenClock({ ticket: { openedAt, dueAt }, now }: { ticket: TicketSummary; now: number }) {
  const overdueMs = dueAt === null ? 0 : now - Date.parse(dueAt);
  if (overdueMs > 0) return <span className="overdue">Overdue by {lengthOf(overdueMs)}</span>;
  return (
    <span>
      Came <Ago at={openedAt} />
      {dueAt !== null && `, due in ${lengthOf(-overdueMs)}`}
    </span>
  );
}
