import type { TicketNumber } from '../../../../domain/ids.ts';
import type { Role, Signature } from '../../../../domain/staff.ts';
import type { ClaimOutcome } from '../../../../domain/ticket.ts';
import type { MergeOutcome } from '../../../../escalation/tickets/merge-tickets.ts';
import type { ReleaseOutcome } from '../../../../escalation/tickets/pass-on-ticket.ts';
import type { ResolveOutcome } from '../../../../escalation/tickets/work-on-ticket.ts';
import type { StaffDeps } from '../staff-deps.ts';
import { claimFirst, isResolved, NOT_AT_DESK, noSuchTicket } from '../staff-words.ts';

/** What staff do to a ticket with one press or one word. */
export type DeskDeed = 'claim' | 'release' | 'merge' | 'resolve';

/** `text` is for the one who asked; `done` is false when nothing was changed. */
export type DeedOutcome = { done: boolean; text: string };

type Asked = { deed: DeskDeed; number: TicketNumber; by: Signature };

const AT_DESK: readonly Role[] = ['responder', 'admin'];

export function worksAtDesk({ role }: Pick<Signature, 'role'>): boolean {
  return AT_DESK.includes(role);
}

export async function doDeed({ deed, number, by }: Asked, deps: StaffDeps): Promise<DeedOutcome> {
  if (!worksAtDesk(by)) return { done: false, text: NOT_AT_DESK };
  const { staffActions } = deps;
  switch (deed) {
    case 'claim':
      return claimed(number, await staffActions.claim(number, by), deps);
    case 'release':
      return inWords(number, await staffActions.release(number, by));
    case 'merge':
      return inWords(number, await staffActions.merge(number, by));
    case 'resolve':
      return inWords(number, await staffActions.resolve(number, by));
  }
}

async function claimed(
  number: TicketNumber,
  outcome: ClaimOutcome,
  { store }: StaffDeps,
): Promise<DeedOutcome> {
  switch (outcome.kind) {
    case 'claimed':
      return {
        done: true,
        text: `Ticket ${number} is yours. The patient was told that staff have joined.`,
      };
    case 'already_claimed': {
      const other = await store.staff.find(outcome.by);
      const who = other?.firstName ?? 'someone else';
      return { done: false, text: `Ticket ${number} is with ${who} already.` };
    }
    case 'already_resolved':
      return { done: false, text: isResolved(number) };
    case 'no_such_ticket':
      return { done: false, text: noSuchTicket(number) };
  }
}

function inWords(
  number: TicketNumber,
  outcome: ReleaseOutcome | MergeOutcome | ResolveOutcome,
): DeedOutcome {
  switch (outcome.kind) {
    case 'released':
      return { done: true, text: `Ticket ${number} is in the queue again.` };
    case 'merged':
      return { done: true, text: `Merged into ticket ${number}: ${outcome.numbers.join(', ')}.` };
    case 'resolved':
      return { done: true, text: `Ticket ${number} is resolved.` };
    case 'nothing_to_merge':
      return { done: false, text: `There is nothing to merge into ticket ${number}.` };
    case 'not_yours':
      return { done: false, text: claimFirst(number) };
    case 'already_resolved':
      return { done: false, text: isResolved(number) };
    case 'no_such_ticket':
      return { done: false, text: noSuchTicket(number) };
  }
}
