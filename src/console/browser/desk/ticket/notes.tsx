import { Form } from 'react-aria-components';
import type { TicketView } from '../../../wire.ts';
import { useTicketStep } from '../../api/tickets.ts';
import { Button } from '../../parts/controls/button.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { Ago } from '../../parts/display/time.tsx';
import { useDraft } from '../../parts/draft.ts';

export const NOTE_ID = 'new-note';

/** What staff tell each other. It never reaches the patient. */
export function Notes({ ticket, mayWrite }: { ticket: TicketView; mayWrite: boolean }) {
  return (
    <section className="card" aria-labelledby="notes">
      <h2 id="notes">Internal notes</h2>
      <p className="muted">Only staff read these. A note stays: it cannot be taken back.</p>
      {ticket.notes.length > 0 && (
        <ul className="notes">
          {ticket.notes.map((note) => (
            <li key={`${note.at} ${note.by.id}`}>
              <p className="speaker">
                <span className="strong">{note.by.firstName}</span> <Ago at={note.at} />
              </p>
              <p className="plain-words">{note.text}</p>
            </li>
          ))}
        </ul>
      )}
      {mayWrite && <NewNote number={ticket.number} />}
    </section>
  );
}

function NewNote({ number }: { number: number }) {
  const [text, write, forget] = useDraft(`note ${number}`, '');
  const note = useTicketStep(number, 'note');
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') note.mutate({ text }, { onSuccess: forget });
      }}
    >
      <TextField
        id={NOTE_ID}
        label="Add a note"
        rows={2}
        maxLength={2000}
        value={text}
        onChange={write}
      />
      <ProblemNotice problem={note.error} />
      <div className="actions">
        <Button type="submit" isDisabled={text.trim() === ''} isPending={note.isPending}>
          Save note
        </Button>
      </div>
    </Form>
  );
}
