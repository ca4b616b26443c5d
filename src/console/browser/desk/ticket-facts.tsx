import { isFirstDue } from '../../ticket-clock.ts';
import { URGENCY } from '../../ticket-words.ts';
import type { TicketSummary } from '../../wire.ts';
import { Pill, type PillTone } from '../parts/display/pill.tsx';
import { Ago, Due } from '../parts/display/time.tsx';

const TONE: Record<TicketSummary['urgency'], PillTone> = {
  emergency: 'alarm',
  urgent: 'warn',
  routine: 'neutral',
};

export function UrgencyPill({ urgency }: { urgency: TicketSummary['urgency'] }) {
  return <Pill tone={TONE[urgency]}>{URGENCY[urgency]}</Pill>;
}

/** How long it has waited and what is due when; once claimed, whether the patient waits for words. */
export function TicketClock({ ticket }: { ticket: TicketSummary }) {
  const { state, openedAt, reopenedAt, resolvedAt, due } = ticket;
  if (state === 'resolved') {
    return (
      <span>
        Resolved <Ago at={resolvedAt ?? openedAt} />
      </span>
    );
  }
  return (
    <>
      {state === 'new' ? (
        <span>
          {reopenedAt ? 'Came again' : 'Came'} <Ago at={reopenedAt ?? openedAt} />
        </span>
      ) : (
        <InHand ticket={ticket} />
      )}
      {isFirstDue(ticket) && due.firstResponse && <Due at={due.firstResponse} word="Reply" />}
      {due.resolve && <Due at={due.resolve} word="Resolve" />}
    </>
  );
}

function InHand({ ticket }: { ticket: TicketSummary }) {
  if (ticket.patientWaits && ticket.lastPatientMessageAt) {
    return (
      <span className="strong">
        Patient wrote <Ago at={ticket.lastPatientMessageAt} />
      </span>
    );
  }
  return (
    <span>
      {ticket.state === 'answered' ? 'Answered, claimed' : 'Claimed'}{' '}
      <Ago at={ticket.claimedAt ?? ticket.openedAt} />
    </span>
  );
}
