import { useState } from 'react';
import type { TicketView } from '../../wire.ts';
import { useTicket, useTicketStep } from '../api/tickets.ts';
import { Button } from '../parts/controls/button.tsx';
import { ConfirmDialog } from '../parts/controls/dialog.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { useStaff, worksAtDesk } from '../shell/use-staff.ts';
import { CHANNEL, LANGUAGE, REASON, TOPIC } from '../words.ts';
import { ConversationView } from './conversation/conversation-view.tsx';
import { Notes } from './notes.tsx';
import { ReplyBox } from './reply-box.tsx';
import { TicketClock, UrgencyPill } from './ticket-facts.tsx';
import { WhyPanel } from './why-panel.tsx';

const DESK = { href: '/desk', label: 'Desk' };

export function TicketPage({ number }: { number: number }) {
  const ticket = useTicket(number);
  if (!ticket.data) {
    return (
      <>
        <PageHeader title={`Ticket ${number}`} back={DESK} />
        <Loaded query={ticket} lines={8}>
          {() => null}
        </Loaded>
      </>
    );
  }
  return <Ticket ticket={ticket.data} />;
}

function Ticket({ ticket }: { ticket: TicketView }) {
  const staff = useStaff();
  const mayWork = worksAtDesk(staff);
  const mine = ticket.state === 'claimed' && ticket.assignee?.id === staff.id;
  return (
    <>
      <PageHeader
        title={`#${ticket.number} ${REASON[ticket.reason]}`}
        back={DESK}
        actions={mayWork && <TicketActions ticket={ticket} mine={mine} />}
      >
        <UrgencyPill urgency={ticket.urgency} />
        <TicketClock ticket={ticket} />
        {ticket.assignee && <span>With {mine ? 'you' : ticket.assignee.firstName}</span>}
        {ticket.topic && <span>{TOPIC[ticket.topic]}</span>}
        <span>{CHANNEL[ticket.channel]}</span>
        <span>{LANGUAGE[ticket.locale]}</span>
      </PageHeader>
      <div className="split">
        <div className="split-main">
          <ConversationView ticket={ticket} />
          {mayWork && <ReplyBox ticket={ticket} mine={mine} />}
        </div>
        <aside className="split-side">
          <WhyPanel ticket={ticket} />
          <Notes ticket={ticket} mayWrite={mayWork} />
        </aside>
      </div>
    </>
  );
}

function TicketActions({ ticket, mine }: { ticket: TicketView; mine: boolean }) {
  const claim = useTicketStep(ticket.number, 'claim');
  const resolve = useTicketStep(ticket.number, 'resolve');
  const [asking, ask] = useState(false);
  return (
    <>
      <ProblemNotice problem={claim.error ?? resolve.error} />
      {ticket.state === 'new' && (
        <Button look="primary" isPending={claim.isPending} onPress={() => claim.mutate({})}>
          Claim
        </Button>
      )}
      {mine && <Button onPress={() => ask(true)}>Resolve</Button>}
      <ConfirmDialog
        title={`Resolve ticket ${ticket.number}?`}
        confirm="Resolve"
        isOpen={asking}
        isPending={resolve.isPending}
        onClose={() => ask(false)}
        onConfirm={() => resolve.mutate({}, { onSettled: () => ask(false) })}
      >
        <p>{afterResolving(ticket)}</p>
      </ConfirmDialog>
    </>
  );
}

function afterResolving({ others }: TicketView): string {
  return others.some(({ state }) => state !== 'resolved')
    ? 'Another ticket of this conversation is still open, so the bot stays held back until that is resolved too.'
    : 'The bot answers this patient again, and the patient is told that staff have left.';
}
