import { Link } from 'wouter';
import { REASON } from '../../../ticket-words.ts';
import type { TicketView } from '../../../wire.ts';
import { Moment } from '../../parts/display/time.tsx';
import { STATE, WHY } from '../../words.ts';

const OWNER = {
  bot: 'The bot answers this patient.',
  waiting: 'The patient waits for staff.',
  staff: 'Staff have the conversation. The bot is silent, unless it sees an emergency.',
} as const;

export function WhyPanel({ ticket }: { ticket: TicketView }) {
  return (
    <section className="card" aria-labelledby="why">
      <h2 id="why">Why it came to you</h2>
      <p>{WHY[ticket.reason]}</p>
      <p className="muted">{OWNER[ticket.owner]}</p>
      <dl className="facts">
        <Fact name="Opened" at={ticket.openedAt} />
        <Fact name="Opened again" at={ticket.reopenedAt} />
        <Fact name="Claimed" at={ticket.claimedAt} />
        <Fact name="First words to the patient" at={ticket.firstResponseAt} />
        <Fact
          name="First words due"
          at={ticket.firstResponseAt ? null : ticket.due.firstResponse}
        />
        <Fact name="To be resolved" at={ticket.resolvedAt ? null : ticket.due.resolve} />
        <Fact name="Resolved" at={ticket.resolvedAt} />
      </dl>
      <LastPage ticket={ticket} />
      {ticket.others.length > 0 && (
        <>
          <h3>Other tickets of this conversation</h3>
          <ul className="plain-list">
            {ticket.others.map(({ number, reason, state }) => (
              <li key={number}>
                <Link href={`/desk/${number}`}>
                  #{number} {REASON[reason]}
                </Link>{' '}
                <span className="muted">{STATE[state]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Whom the last page called, while nobody has the ticket. */
function LastPage({ ticket: { lastPage, mergedInto } }: { ticket: TicketView }) {
  return (
    <>
      {lastPage && (
        <p className="muted">
          Last page <Moment at={lastPage.at} />, to{' '}
          {lastPage.to.length > 0
            ? lastPage.to.map(({ firstName }) => firstName).join(', ')
            : 'the shared places'}
          .
        </p>
      )}
      {mergedInto !== null && (
        <p>
          It goes on in <Link href={`/desk/${mergedInto}`}>ticket #{mergedInto}</Link>.
        </p>
      )}
    </>
  );
}

function Fact({ name, at }: { name: string; at: string | null }) {
  return at === null ? null : (
    <div>
      <dt>{name}</dt>
      <dd>
        <Moment at={at} />
      </dd>
    </div>
  );
}
