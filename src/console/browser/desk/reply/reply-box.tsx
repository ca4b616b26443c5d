import type { KeyboardEvent } from 'react';
import type { TicketView } from '../../../wire.ts';
import { useReplyPreview, useTicketStep } from '../../api/tickets.ts';
import { Button } from '../../parts/controls/button.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { focusOn } from '../../parts/focus-on.ts';
import { useDebounced } from '../../parts/use-debounced.ts';
import { LANGUAGE } from '../../words.ts';
import { CannedPicker } from './canned-picker.tsx';
import { REPLY_ID, type ReplyDraft } from './use-reply.ts';

const LONGEST = 2000;

type Claim = { now(): void; isPending: boolean };
type Props = { ticket: TicketView; mine: boolean; reply: ReplyDraft; claim: Claim };

export function ReplyBox({ ticket, mine, reply, claim }: Props) {
  if (ticket.state === 'resolved') {
    return (
      <Notice>
        This ticket is resolved. A new message of the patient can open it again, or open another.
      </Notice>
    );
  }
  if (!mine) return <ClaimFirst ticket={ticket} claim={claim} />;
  return <Reply ticket={ticket} reply={reply} />;
}

function ClaimFirst({ ticket, claim }: { ticket: TicketView; claim: Claim }) {
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
      <span className="wide-only">
        <Button look="primary" isPending={claim.isPending} onPress={claim.now}>
          Claim and write
        </Button>
      </span>
    </Notice>
  );
}

function Reply({ ticket, reply }: { ticket: TicketView; reply: ReplyDraft }) {
  const step = useTicketStep(ticket.number, 'reply');
  const { draft, write, forget, picker } = reply;
  const empty = draft.text.trim() === '';
  const send = () => {
    if (empty || step.isPending) return;
    step.mutate(draft, {
      onSuccess: () => {
        forget();
        focusOn(REPLY_ID);
      },
    });
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
        id={REPLY_ID}
        label="Write to the patient"
        hint={`In ${LANGUAGE[ticket.locale]}. Your first name and the warning are added.`}
        rows={4}
        maxLength={LONGEST}
        value={draft.text}
        onChange={write}
        onKeyDown={(event) => sendByKey(event as unknown as KeyboardEvent)}
      />
      <Preview number={ticket.number} text={draft.text} locale={ticket.locale} />
      <ProblemNotice problem={step.error} />
      <div className="actions">
        <Button look="primary" type="submit" isDisabled={empty} isPending={step.isPending}>
          Send to patient
        </Button>
        <Button onPress={() => picker.set(true)}>Canned texts</Button>
        <span className="hint">
          Nothing that was sent can be taken back.
          <span className="wide-only"> Ctrl + Enter sends.</span>
        </span>
      </div>
      <CannedPicker
        locale={ticket.locale}
        isOpen={picker.isOpen}
        onClose={() => picker.set(false)}
        onPick={reply.insert}
      />
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
