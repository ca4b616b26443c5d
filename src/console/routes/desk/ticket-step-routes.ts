import { z } from 'zod';
import type { StaffActions } from '../../../conversation/desk/staff-actions.ts';
import { StaffId, type TicketNumber } from '../../../domain/ids.ts';
import type { Signature, StaffMember } from '../../../domain/staff.ts';
import type { Store } from '../../../store/store.ts';
import type { TicketView } from '../../wire.ts';
import { namesOf } from '../person-names.ts';
import { type ConsoleRoute, Refusal, staffRoute } from '../route.ts';
import { ANSWERS, OneTicket, WithReply, WithText } from './ticket-input.ts';
import { claimedBy, ticketRefusal, unlessUnapproved } from './ticket-refusals.ts';

/** The ticket as it stands now, or that there is none. */
export type TicketViewer = (number: TicketNumber) => Promise<TicketView | Refusal>;

type PlainStep = 'release' | 'merge' | 'resolve';

/** What each step without words is called once it is done. */
const DONE: Record<PlainStep, string> = {
  release: 'released',
  merge: 'merged',
  resolve: 'resolved',
};

/** The steps of a ticket. Each gives the ticket as it is afterwards, or says why the step was not taken. */
export function ticketStepRoutes(
  { store, staffActions }: { store: Store; staffActions: StaffActions },
  view: TicketViewer,
): ConsoleRoute[] {
  return [
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/claim',
      roles: ANSWERS,
      input: OneTicket,
      async run({ params }, { signature }) {
        const outcome = await staffActions.claim(params.number, signature);
        if (outcome.kind === 'claimed') return view(params.number);
        if (outcome.kind !== 'already_claimed') return ticketRefusal(outcome.kind);
        return claimedBy((await namesOf(store)).of(outcome.by).firstName);
      },
    }),
    ...(['release', 'merge', 'resolve'] as const).map((step) =>
      staffRoute({
        method: 'POST',
        url: `/tickets/:number/${step}`,
        roles: ANSWERS,
        input: OneTicket,
        async run({ params }, { signature }) {
          const { kind } = await staffActions[step](params.number, signature);
          if (kind === DONE[step]) return view(params.number);
          return ticketRefusal(
            step === 'merge' && kind === 'not_yours' ? `${kind}_to_merge` : kind,
          );
        },
      }),
    ),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/reassign',
      roles: ANSWERS,
      input: OneTicket.extend({ body: z.object({ to: StaffId }) }),
      async run({ params, body }, { signature }) {
        const to = signatureOf(await store.staff.find(body.to));
        if (!to) return ticketRefusal('not_at_desk');
        const { kind } = await staffActions.reassign(params.number, signature, to);
        return kind === 'reassigned' ? view(params.number) : ticketRefusal(kind);
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/reply',
      roles: ANSWERS,
      input: WithReply,
      async run({ params, body }, { staff, signature }) {
        const actionId = `r_${staff.id}_${body.actionId}`;
        const outcome = await unlessUnapproved(() =>
          staffActions.reply(params.number, signature, { text: body.text, actionId }),
        );
        if (outcome instanceof Refusal) return outcome;
        return outcome.kind === 'sent' ? view(params.number) : ticketRefusal(outcome.kind);
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/preview',
      roles: ANSWERS,
      input: WithText,
      async run({ params, body }, { signature }) {
        const locale = await localeOf(params.number);
        if (!locale) return ticketRefusal('no_such_ticket');
        return unlessUnapproved(async () => ({
          text: staffActions.preview(signature, body.text, locale),
        }));
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/note',
      roles: ANSWERS,
      input: WithText,
      async run({ params, body }, { signature }) {
        const { kind } = await staffActions.note(params.number, signature, body.text);
        return kind === 'noted' ? view(params.number) : ticketRefusal(kind);
      },
    }),
  ];

  async function localeOf(number: TicketNumber) {
    return (await store.conversations.findTicket(number))?.conversation.locale;
  }
}

/** Nobody who cannot sign in is handed a ticket. */
function signatureOf(member: StaffMember | undefined): Signature | undefined {
  if (!member || member.disabled) return undefined;
  const { id, firstName, role } = member;
  return { id, firstName, role };
}
