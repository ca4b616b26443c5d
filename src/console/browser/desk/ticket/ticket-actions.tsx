import { REASON } from '../../../ticket-words.ts';
import type { TicketView } from '../../../wire.ts';
import { useTicketStep } from '../../api/tickets.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ConfirmDialog } from '../../parts/controls/dialog.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { TITLE_ID } from '../../parts/display/page-header.tsx';
import { focusOn } from '../../parts/focus-on.ts';
import { useStaff } from '../../parts/use-staff.ts';
import { HandDialog } from './hand-dialog.tsx';
import { useUndoableStep } from './use-undoable-step.ts';

/** Which question is open. */
export type Asked = 'resolve' | 'release' | 'merge' | 'hand';

type Props = {
  ticket: TicketView;
  mine: boolean;
  claim: { now(): void; isPending: boolean };
  asked: Asked | undefined;
  ask(asked: Asked | undefined): void;
};

export function TicketActions({ ticket, mine, claim, asked, ask }: Props) {
  const isAdmin = useStaff().role === 'admin';
  const others = unresolvedOthers(ticket);
  return (
    <>
      {ticket.state === 'new' && (
        <span className="wide-only">
          <Button look="primary" isPending={claim.isPending} onPress={claim.now}>
            Claim
          </Button>
        </span>
      )}
      {mine && <Button onPress={() => ask('resolve')}>Resolve</Button>}
      {mine && <Button onPress={() => ask('release')}>Release</Button>}
      {ticket.state !== 'resolved' && (mine || isAdmin) && (
        <Button onPress={() => ask('hand')}>Hand to …</Button>
      )}
      {mine && others.length > 0 && <Button onPress={() => ask('merge')}>Merge</Button>}
      <StepDialog
        step="resolve"
        title={`Resolve ticket ${ticket.number}?`}
        ticket={ticket}
        asked={asked}
        ask={ask}
      >
        <p>{afterwards(others.length > 0)}</p>
        <p>
          It cannot be undone: the patient is told at once. A new message of the patient opens this
          ticket again, or another.
        </p>
      </StepDialog>
      <ReleaseDialog ticket={ticket} asked={asked} ask={ask} />
      <StepDialog
        step="merge"
        title={`Merge into ticket ${ticket.number}?`}
        ticket={ticket}
        asked={asked}
        ask={ask}
      >
        <p>These go on in this ticket, with their notes, and are closed:</p>
        <ul>
          {others.map(({ number, reason, assignee }) => (
            <li key={number}>
              #{number} {REASON[reason]}
              {assignee && `, with ${assignee.firstName}`}
            </li>
          ))}
        </ul>
        <p>
          It becomes as urgent as the gravest of them, and its clock is that of the oldest. This
          cannot be undone.
        </p>
      </StepDialog>
      {asked === 'hand' && <HandDialog ticket={ticket} onClose={() => ask(undefined)} />}
    </>
  );
}

type StepProps = Pick<Props, 'ticket' | 'asked' | 'ask'> & {
  step: 'resolve' | 'merge';
  title: string;
  children: React.ReactNode;
};

const CONFIRM = { resolve: 'Resolve', merge: 'Merge' } as const;

function ReleaseDialog({ ticket, asked, ask }: Pick<Props, 'ticket' | 'asked' | 'ask'>) {
  const release = useUndoableStep(ticket.number, 'release');
  const close = () => {
    release.reset();
    ask(undefined);
  };
  return (
    <ConfirmDialog
      title={`Give ticket ${ticket.number} back?`}
      confirm="Release"
      isOpen={asked === 'release'}
      isPending={release.isPending}
      onClose={close}
      onConfirm={() =>
        release.take(() => {
          close();
          focusOn(TITLE_ID);
        })
      }
    >
      <p>
        It goes back to the queue, where somebody else can claim it. The patient is told that you
        have left this chat.
      </p>
      <ProblemNotice problem={release.error} />
    </ConfirmDialog>
  );
}

function StepDialog({ step, title, ticket, asked, ask, children }: StepProps) {
  const work = useTicketStep(ticket.number, step);
  const close = () => {
    work.reset();
    ask(undefined);
  };
  /** The button that asked may be gone with the step. */
  const closeAndGoOn = () => {
    close();
    focusOn(TITLE_ID);
  };
  return (
    <ConfirmDialog
      title={title}
      confirm={CONFIRM[step]}
      isOpen={asked === step}
      isPending={work.isPending}
      onClose={close}
      onConfirm={() => work.mutate({}, { onSuccess: closeAndGoOn })}
    >
      {children}
      <ProblemNotice problem={work.error} />
    </ConfirmDialog>
  );
}

function unresolvedOthers({ others }: TicketView): TicketView['others'] {
  return others.filter(({ state }) => state !== 'resolved');
}

function afterwards(hasOthers: boolean): string {
  return hasOthers
    ? 'Another ticket of this conversation is still open. The patient is told what holds until that is resolved too.'
    : 'The bot answers this patient again, and the patient is told that staff have left.';
}
