import { Link } from 'wouter';
import type { TicketView } from '../../wire.ts';
import { Moment } from '../parts/display/time.tsx';
import { REASON, WHY } from '../words.ts';

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
        <Fact name="Claimed" at={ticket.claimedAt} />
        <Fact name="First words to the patient" at={ticket.firstResponseAt} />
        <Fact name="Resolved" at={ticket.resolvedAt} />
      </dl>
      {ticket.others.length > 0 && (
        <>
          <h3>Other tickets of this conversation</h3>
          <ul className="plain-list">
            {ticket.others.map(({ number, reason, state }) => (
              <li key={number}>
                <Link href={`/desk/${number}`}>
                  #{number} {REASON[reason]}
                </Link>{' '}
                <span className="muted">{state}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
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
