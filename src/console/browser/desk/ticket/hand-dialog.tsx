import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { ColleagueView, TicketView } from '../../../wire.ts';
import { useColleagues } from '../../api/desk.ts';
import { useTicketStep } from '../../api/tickets.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Dialog } from '../../parts/controls/dialog.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { TITLE_ID } from '../../parts/display/page-header.tsx';
import { focusOn } from '../../parts/focus-on.ts';
import { useStaff } from '../../parts/use-staff.ts';
import { offerUndo } from '../../undo/undo-offer.ts';

/** Chooses who takes a ticket over. The patient notices nothing but another name. */
export function HandDialog({ ticket, onClose }: { ticket: TicketView; onClose(): void }) {
  const colleagues = useColleagues();
  return (
    <Dialog title={`Hand ticket ${ticket.number} to …`} isOpen onClose={onClose}>
      <Loaded query={colleagues} lines={2}>
        {({ colleagues: everyone }) => (
          <Choose
            ticket={ticket}
            colleagues={everyone.filter(({ id }) => id !== ticket.assignee?.id)}
            onClose={onClose}
          />
        )}
      </Loaded>
    </Dialog>
  );
}

function Choose({
  ticket,
  colleagues,
  onClose,
}: {
  ticket: TicketView;
  colleagues: ColleagueView[];
  onClose(): void;
}) {
  const hand = useTicketStep(ticket.number, 'reassign');
  const { id: self, role } = useStaff();
  const former = ticket.assignee;
  const [to, choose] = useState('');
  if (colleagues.length === 0) {
    return <p>Nobody else works at the desk. An admin can add people.</p>;
  }
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        hand.mutate(
          { to },
          {
            onSuccess: () => {
              onClose();
              focusOn(TITLE_ID);
              // Of those who hand a ticket on only an admin may fetch it back.
              if (role === 'admin' && former) {
                offerUndo({
                  done: `Ticket ${ticket.number} was handed over.`,
                  undo: () => hand.mutateAsync({ to: former.id }),
                  undone: `Ticket ${ticket.number} is with ${former.firstName} again.`,
                });
              }
            },
          },
        );
      }}
    >
      <fieldset className="group">
        <legend className="label">Who takes it over</legend>
        {colleagues.map(({ id, firstName, away }) => (
          <label key={id} className="choice">
            <input
              type="radio"
              name="to"
              value={id}
              checked={to === id}
              onChange={() => choose(id)}
            />
            <span>
              {firstName}
              {id === self && ' (you)'} {away && <span className="hint">is away now</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <p className="hint">
        {role === 'admin'
          ? 'They learn of it on their desk.'
          : 'Only they, or an admin, can hand it back to you.'}
      </p>
      <ProblemNotice problem={hand.error} />
      <div className="actions end">
        <Button look="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button look="primary" type="submit" isDisabled={to === ''} isPending={hand.isPending}>
          Hand over
        </Button>
      </div>
    </Form>
  );
}
