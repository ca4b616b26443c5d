import type { KeyboardEvent } from 'react';
import type { TicketView } from '../../wire.ts';
import { useReplyPreview, useTicketStep } from '../api/tickets.ts';
import { Button } from '../parts/controls/button.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { useDraft } from '../parts/draft.ts';
import { randomId } from '../parts/random-id.ts';
import { useDebounced } from '../parts/use-debounced.ts';
import { LANGUAGE } from '../words.ts';

const LONGEST = 2000;

export function ReplyBox({ ticket, mine }: { ticket: TicketView; mine: boolean }) {
  if (ticket.state === 'resolved') {
    return <Notice>This ticket is resolved. A new message of the patient can open another.</Notice>;
  }
  if (!mine) return <ClaimFirst ticket={ticket} />;
  return <Reply ticket={ticket} />;
}

function ClaimFirst({ ticket }: { ticket: TicketView }) {
  const claim = useTicketStep(ticket.number, 'claim');
  if (ticket.assignee) {
    return (
      <Notice>
        {ticket.assignee.firstName} has this ticket and writes to the patient. You can leave a note.
      </Notice>
    );
  }
  return (
    <Notice>
      <p>
        Claim the ticket to write. The patient is told that staff have joined, and the bot falls
        silent.
      </p>
      <Button look="primary" isPending={claim.isPending} onPress={() => claim.mutate({})}>
        Claim and write
      </Button>
      <ProblemNotice problem={claim.error} />
    </Notice>
  );
}

type Draft = { text: string; actionId: string };
const NOTHING: Draft = { text: '', actionId: '' };

/** Exactly these words keep the id they are sent under, so that a second try after a lost answer sends nothing twice. */
function Reply({ ticket }: { ticket: TicketView }) {
  const [draft, write, forget] = useDraft(`reply ${ticket.number}`, NOTHING);
  const reply = useTicketStep(ticket.number, 'reply');
  const empty = draft.text.trim() === '';
  const send = () => {
    if (!empty && !reply.isPending) reply.mutate(draft, { onSuccess: forget });
  };
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="card reply"
      aria-label="Write to the patient"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField
        label="Write to the patient"
        hint={`In ${LANGUAGE[ticket.locale]}. Your first name and the warning are added.`}
        rows={4}
        maxLength={LONGEST}
        value={draft.text}
        onChange={(text) => write({ text, actionId: randomId() })}
        onKeyDown={(event) => sendByKey(event as unknown as KeyboardEvent)}
      />
      <Preview number={ticket.number} text={draft.text} locale={ticket.locale} />
      <ProblemNotice problem={reply.error} />
      <div className="actions">
        <Button look="primary" type="submit" isDisabled={empty} isPending={reply.isPending}>
          Send to patient
        </Button>
        <span className="hint">Ctrl + Enter sends</span>
      </div>
    </form>
  );
}

function Preview({ number, text, locale }: { number: number; text: string; locale: string }) {
  const settled = useDebounced(text);
  const preview = useReplyPreview(number, settled);
  if (text.trim() === '') return null;
  return (
    <section className="preview" aria-label="What the patient will read">
      <p className="label">The patient will read</p>
      {preview.error && <ProblemNotice problem={preview.error} />}
      {!preview.error && preview.data && (
        <div className="bubble plain-words" lang={locale}>
          {preview.data.text}
        </div>
      )}
    </section>
  );
}
