import { z } from 'zod';
import type { AnswerBank } from '../../../answer-bank/answer-bank.ts';
import type { StaffActions } from '../../../conversation/staff-actions.ts';
import { TicketNumber } from '../../../domain/ids.ts';
import type { NotSeenTargets } from '../../../escalation/not-seen.ts';
import type { Blocks } from '../../../safety/load-blocks.ts';
import type { Store } from '../../../store/store.ts';
import type { TicketLists } from '../../wire.ts';
import { namesOf } from '../person-names.ts';
import { type ConsoleRoute, Refusal, staffRoute } from '../route.ts';
import { approvedWords } from './message-views.ts';
import { byUrgencyAndClock, ticketSummary, ticketView } from './ticket-views.ts';

const READS = ['responder', 'moderator', 'admin'] as const;
const ANSWERS = ['responder', 'admin'] as const;
const RECENT = 50;

const number = z.coerce.number().pipe(TicketNumber);
const OneTicket = z.object({ params: z.object({ number }) });

/** Control characters could change how a text looks in a terminal or a log; none belongs in a message. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;
const cleanText = (atMost: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(CONTROL_CHARACTERS, '').trim())
    .pipe(
      z.string().min(1, 'write something first').max(atMost, `use ${atMost} characters or less`),
    );
const WithText = OneTicket.extend({ body: z.object({ text: cleanText(2000) }) });

type Deps = {
  store: Store;
  staffActions: StaffActions;
  bank: AnswerBank;
  blocks: Blocks;
  targets: NotSeenTargets;
};

export function ticketRoutes({ store, staffActions, bank, blocks, targets }: Deps): ConsoleRoute[] {
  const words = approvedWords(bank, blocks);
  const view = async (ticketNumber: TicketNumber) => {
    const found = await store.conversations.findTicket(ticketNumber);
    if (!found) return noSuchTicket();
    return ticketView(found, { names: await namesOf(store), words, targets });
  };
  return [
    staffRoute({
      method: 'GET',
      url: '/tickets',
      roles: READS,
      input: z.object({}),
      run: () => lists(store, targets),
    }),
    staffRoute({
      method: 'GET',
      url: '/tickets/:number',
      roles: READS,
      input: OneTicket,
      run: ({ params }) => view(params.number),
    }),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/claim',
      roles: ANSWERS,
      input: OneTicket,
      async run({ params }, { signature }) {
        const outcome = await staffActions.claim(params.number, signature);
        switch (outcome.kind) {
          case 'claimed':
            return view(params.number);
          case 'already_claimed':
            return claimedBy((await namesOf(store)).of(outcome.by).firstName);
          case 'already_resolved':
            return alreadyResolved();
          case 'no_such_ticket':
            return noSuchTicket();
        }
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/reply',
      roles: ANSWERS,
      input: OneTicket.extend({
        body: z.object({ text: cleanText(2000), actionId: z.string().regex(/^[\w-]{16,64}$/) }),
      }),
      async run({ params, body }, { staff, signature }) {
        const actionId = `r_${staff.id}_${body.actionId}`;
        const outcome = await unlessUnapproved(() =>
          staffActions.reply(params.number, signature, { text: body.text, actionId }),
        );
        if (outcome instanceof Refusal) return outcome;
        if (outcome.kind === 'not_yours') return claimFirst();
        return outcome.kind === 'sent' ? view(params.number) : noSuchTicket();
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/preview',
      roles: ANSWERS,
      input: WithText,
      async run({ params, body }, { signature }) {
        const found = await store.conversations.findTicket(params.number);
        if (!found) return noSuchTicket();
        const { locale } = found.conversation;
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
        const outcome = await staffActions.note(params.number, signature, body.text);
        return outcome.kind === 'noted' ? view(params.number) : noSuchTicket();
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/resolve',
      roles: ANSWERS,
      input: OneTicket,
      async run({ params }, { signature }) {
        const outcome = await staffActions.resolve(params.number, signature);
        switch (outcome.kind) {
          case 'resolved':
            return view(params.number);
          case 'not_yours':
            return claimFirst();
          case 'already_resolved':
            return alreadyResolved();
          case 'no_such_ticket':
            return noSuchTicket();
        }
      },
    }),
  ];
}

async function lists(store: Store, targets: NotSeenTargets): Promise<TicketLists> {
  const [names, open, recent] = await Promise.all([
    namesOf(store),
    store.conversations.openTickets(),
    store.conversations.recentTickets({ limit: RECENT }),
  ]);
  const summary = (found: (typeof open)[number]) => ticketSummary(found, { names, targets });
  return {
    open: open.map(summary).sort(byUrgencyAndClock),
    resolved: recent.filter(({ ticket }) => ticket.state === 'resolved').map(summary),
  };
}

/** The sender refuses a message that holds the standard warning, which it adds itself: staff are told, not failed. */
async function unlessUnapproved<Result>(send: () => Promise<Result>): Promise<Result | Refusal> {
  try {
    return await send();
  } catch (err) {
    if (!(err instanceof Error && 'code' in err && err.code === 'unapproved_text')) throw err;
    return new Refusal(
      422,
      'holds_warning',
      'Your message repeats the standard warning. Take it out: it is added under every message.',
    );
  }
}

function noSuchTicket(): Refusal {
  return new Refusal(404, 'no_such_ticket', 'There is no ticket with this number.');
}

function alreadyResolved(): Refusal {
  return new Refusal(409, 'already_resolved', 'This ticket is resolved already.');
}

function claimedBy(firstName: string): Refusal {
  return new Refusal(
    409,
    'already_claimed',
    `${firstName} has claimed this ticket. Pick another, or leave ${firstName} a note.`,
  );
}

function claimFirst(): Refusal {
  return new Refusal(409, 'not_yours', 'Only the person who claimed this ticket can do this.');
}
