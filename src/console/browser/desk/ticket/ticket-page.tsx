import { useState } from 'react';
import { useLocation } from 'wouter';
import { REASON, TOPIC } from '../../../ticket-words.ts';
import type { TicketView } from '../../../wire.ts';
import { usePresence } from '../../api/desk.ts';
import { useTicket } from '../../api/tickets.ts';
import { ShortcutHelp } from '../../keys/shortcut-help.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Loaded } from '../../parts/display/loaded.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { PageHeader } from '../../parts/display/page-header.tsx';
import { focusOn } from '../../parts/focus-on.ts';
import { useStaff, worksAtDesk } from '../../parts/use-staff.ts';
import { CHANNEL, LANGUAGE } from '../../words.ts';
import { ConversationView } from '../conversation/conversation-view.tsx';
import { leftTicket } from '../queue/queue-focus.ts';
import { ReplyBox } from '../reply/reply-box.tsx';
import { REPLY_ID, useReply } from '../reply/use-reply.ts';
import { TicketClock, UrgencyPill } from '../ticket-facts.tsx';
import { NOTE_ID, Notes } from './notes.tsx';
import { PresenceLine } from './presence-line.tsx';
import { ThumbBar } from './thumb-bar.tsx';
import { type Asked, TicketActions } from './ticket-actions.tsx';
import { TicketHistory } from './ticket-history.tsx';
import { useUndoableStep } from './use-undoable-step.ts';
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
  const mine = ticket.state !== 'resolved' && ticket.assignee?.id === staff.id;
  const presence = usePresence(ticket.number);
  const claim = useUndoableStep(ticket.number, 'claim');
  const reply = useReply(ticket, mayWork);
  const [asked, ask] = useState<Asked>();
  const [, go] = useLocation();
  const mayClaim = mayWork && ticket.state === 'new';
  /** The button goes with the press: the focus moves to where the work goes on. */
  const claimNow = () => claim.take(() => focusOn(REPLY_ID));
  useShortcuts('ticket', {
    claim: () => mayClaim && act(claimNow),
    write: () => focusOn(REPLY_ID),
    note: () => focusOn(NOTE_ID),
    resolve: () => mine && act(() => ask('resolve')),
    back: () =>
      act(() => {
        leftTicket.put(ticket.number);
        go('/desk');
      }),
  });
  return (
    <>
      <PageHeader
        title={`#${ticket.number} ${REASON[ticket.reason]}`}
        back={DESK}
        actions={
          <>
            {mayWork && (
              <TicketActions
                ticket={ticket}
                mine={mine}
                claim={{ now: claimNow, isPending: claim.isPending }}
                asked={asked}
                ask={ask}
              />
            )}
            <ShortcutHelp />
          </>
        }
      >
        <UrgencyPill urgency={ticket.urgency} />
        <TicketClock ticket={ticket} />
        {ticket.assignee && <span>With {mine ? 'you' : ticket.assignee.firstName}</span>}
        {ticket.topic && <span>{TOPIC[ticket.topic]}</span>}
        <span>{CHANNEL[ticket.channel]}</span>
        <span>{LANGUAGE[ticket.locale]}</span>
      </PageHeader>
      <ProblemNotice problem={claim.error} />
      <PresenceLine presence={presence.data} />
      <div className="split">
        <div className="split-main">
          <ConversationView ticket={ticket} />
          {mayWork && (
            <ReplyBox
              ticket={ticket}
              mine={mine}
              reply={reply}
              claim={{ now: claimNow, isPending: claim.isPending }}
            />
          )}
        </div>
        <aside className="split-side" aria-label="About this ticket">
          <WhyPanel ticket={ticket} />
          <Notes ticket={ticket} mayWrite={mayWork} />
          <TicketHistory number={ticket.number} />
        </aside>
      </div>
      {mayWork && (mayClaim || mine) && <ThumbBar ticket={ticket} claim={claim} reply={reply} />}
    </>
  );
}

function act(deed: () => void): true {
  deed();
  return true;
}
