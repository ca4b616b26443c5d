import { Link } from 'wouter';
import { REASON } from '../../../ticket-words.ts';
import type { TurnView } from '../../../wire.ts';
import { useStaff } from '../../parts/use-staff.ts';
import { DETECTOR, REPLY_KIND } from '../../words.ts';

const percent = new Intl.NumberFormat('en', { style: 'percent' });

/** What the bot found in one message, and what it did. */
export function TurnNote({ turn, ticketNumber }: { turn: TurnView; ticketNumber: number }) {
  const others = turn.tickets.filter((number) => number !== ticketNumber);
  return (
    <details className="turn-note">
      <summary>
        {turn.concerns.length > 0
          ? turn.concerns.map(({ concern }) => REASON[concern]).join(', ')
          : REPLY_KIND[turn.replyKind]}
      </summary>
      <ul>
        <li>{REPLY_KIND[turn.replyKind]}</li>
        {turn.concerns.map(({ concern, detector, cue }) => (
          <li key={`${concern} ${detector} ${cue}`}>
            {REASON[concern]}, seen by {DETECTOR[detector]} <code>{cue}</code>
          </li>
        ))}
        {turn.answers.map((answer) => (
          <li key={`${answer.id} ${answer.revision}`}>
            Answer <AnswerLink answer={answer} />, revision {answer.revision}
          </li>
        ))}
        {turn.intents.length > 0 && (
          <li>
            Understood as{' '}
            {turn.intents.map(({ intent, confidence }, index) => (
              <span key={intent}>
                {index > 0 && ', '}
                <code>{intent}</code> {percent.format(confidence)}
              </span>
            ))}
          </li>
        )}
        {others.map((number) => (
          <li key={number}>
            Also <Link href={`/desk/${number}`}>ticket #{number}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

function AnswerLink({ answer }: { answer: TurnView['answers'][number] }) {
  const { role } = useStaff();
  if (role === 'responder') return <>“{answer.title}”</>;
  return <Link href={`/answers/${answer.locale}/${answer.id}`}>“{answer.title}”</Link>;
}
