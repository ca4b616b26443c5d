import { useEffect, useRef, useState } from 'react';
import type { MessagePart, MessageView, TicketView } from '../../../wire.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Markdown } from '../../parts/display/markdown.tsx';
import { Pill } from '../../parts/display/pill.tsx';
import { ClockTime, Day } from '../../parts/display/time.tsx';
import { DraftDialog } from '../reply/draft-dialog.tsx';
import { TurnNote } from './turn-note.tsx';

/** The fade at the upper edge of the messages, in conversation.css. */
const RIM_PX = 24;

/** The conversation as the patient saw it; what the bot thought stands small beside each message. */
export function ConversationView({ ticket }: { ticket: TicketView }) {
  const log = useRef<HTMLDivElement>(null);
  const { length } = ticket.messages;
  const { patientWaits } = ticket;
  useEffect(() => {
    if (length > 0 && log.current) scrollToNewest(log.current, patientWaits);
  }, [length, patientWaits]);
  return (
    <section className="card conversation" aria-label="Conversation">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to */}
      <div ref={log} className="messages" role="log" aria-label="Messages" tabIndex={0}>
        <ol>
          {ticket.messages.map((message, index) => (
            <li key={message.seq} className={`message ${message.from}`}>
              <NewDay message={message} before={ticket.messages[index - 1]} />
              <Message message={message} ticket={ticket} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** To what the patient said last while they wait for an answer, and otherwise to the end. */
function scrollToNewest(log: HTMLElement, patientWaits: boolean): void {
  const last = [...log.querySelectorAll<HTMLElement>('.message.patient')].at(-1);
  log.scrollTo({ top: patientWaits && last ? last.offsetTop - RIM_PX : log.scrollHeight });
}

function NewDay({ message, before }: { message: MessageView; before: MessageView | undefined }) {
  const day = (at: string) => new Date(at).toDateString();
  if (before && day(before.at) === day(message.at)) return null;
  return (
    <p className="day">
      <Day at={message.at} />
    </p>
  );
}

function Message({ message, ticket }: { message: MessageView; ticket: TicketView }) {
  const turn =
    message.from === 'patient'
      ? ticket.turns.find(({ patientSeq }) => patientSeq === message.seq)
      : undefined;
  return (
    <article className="bubble-row">
      <p className="speaker">
        <span className="strong">{speaker(message)}</span> <ClockTime at={message.at} />
        {message.edited && ' · edited'}
      </p>
      <div className="bubble" lang={message.locale}>
        {message.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a message never changes
          <PartView key={index} part={part} />
        ))}
        {message.chosen !== null && <p className="muted">Button: {message.chosen}</p>}
        {message.choices.length > 0 && (
          <ul className="choices" aria-label="Buttons that were offered">
            {message.choices.map((choice) => (
              <li key={choice}>{choice}</li>
            ))}
          </ul>
        )}
      </div>
      {turn && <TurnNote turn={turn} ticketNumber={ticket.number} />}
      {message.from === 'staff' && <MakeDraft message={message} number={ticket.number} />}
      {message.helped !== null && (
        <p className="turn-note">
          The patient said that it {message.helped ? 'helped' : 'did not help'}.
        </p>
      )}
    </article>
  );
}

function MakeDraft({ message, number }: { message: MessageView; number: number }) {
  const [isOpen, setOpen] = useState(false);
  const { seq, locale } = message;
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        Make this reply an answer draft
      </Button>
      {isOpen && <DraftDialog message={{ number, seq, locale }} onClose={() => setOpen(false)} />}
    </>
  );
}

function PartView({ part }: { part: MessagePart }) {
  switch (part.kind) {
    case 'plain':
      return <p className="plain-words">{part.text}</p>;
    case 'markdown':
      return <Markdown text={part.text} />;
    case 'warning':
      return <p className="warning">{part.text}</p>;
    case 'answer':
      return (
        <>
          <p className="strong">
            {part.title} {part.withdrawn && <Pill tone="danger">Withdrawn as wrong since</Pill>}
          </p>
          <Markdown text={part.text} />
        </>
      );
  }
}

function speaker({ from, signedBy }: MessageView): string {
  switch (from) {
    case 'patient':
      return 'Patient';
    case 'bot':
      return 'Bot';
    case 'staff':
      return signedBy ?? 'Staff';
  }
}
