import { expect, test } from 'vitest';
import { takeTurn } from '../../../src/conversation/take-turn.ts';
import type { TurnDeps } from '../../../src/conversation/turn-deps.ts';
import type { Conversation } from '../../../src/domain/conversation.ts';
import { StaffId } from '../../../src/domain/ids.ts';
import { mergeTickets } from '../../../src/escalation/tickets/merge-tickets.ts';
import { releaseTicket } from '../../../src/escalation/tickets/pass-on-ticket.ts';
import { withTickets } from '../../../src/escalation/tickets/with-ticket.ts';
import { claimTicket, resolveTicket } from '../../../src/escalation/tickets/work-on-ticket.ts';
import {
  aConcern,
  aConversation,
  aMessage,
  aTicket,
  T0,
  turnDeps,
} from '../../support/turn-kit.ts';

const ANA = StaffId.parse('s_aaaaaaaaaaaaaaaa');

/** Finds dose in "sprays", and in whatever goes on with a dose question, as the gate's follow-ups do. */
const gate: TurnDeps['gate'] = {
  version: 'test',
  check: ({ text, previousConcerns }) => ({
    concerns:
      text.includes('sprays') || previousConcerns.includes('dose')
        ? [aConcern({ concern: 'dose' })]
        : [],
    modifiers: [],
  }),
};

async function say(conversation: Conversation, ...texts: string[]) {
  let taken = { conversation, concerns: [] as string[] };
  for (const text of texts) {
    const heard = { message: aMessage({ text }), choice: undefined };
    const { conversation: next, outcome } = await takeTurn(
      heard,
      taken.conversation,
      turnDeps({ gate }),
    );
    taken = { conversation: next, concerns: outcome.turn.concerns.map(({ concern }) => concern) };
  }
  return taken;
}

/** A dose question was refused and lies on the desk; the patient asked something else since. */
const waiting = () =>
  say(aConversation(), 'how many sprays').then(({ conversation }) => ({
    ...conversation,
    turns: [
      ...conversation.turns,
      ...conversation.turns.map((turn) => ({
        ...turn,
        messageId: 'other',
        concerns: [],
        tickets: [],
      })),
    ],
  }));

const GOES_ON = ['ok 3 then', 'so just the one?', 'y si tomo dos?', '¿y una más?', 'or ½'];

test.each(GOES_ON)('right after a dose refusal "%s" is dose', async (text) => {
  expect((await say(aConversation(), 'how many sprays', text)).concerns).toEqual(['dose']);
});

test.each(GOES_ON)('while a dose question waits for staff "%s" is dose', async (text) => {
  expect((await say(await waiting(), text)).concerns).toEqual(['dose']);
});

test.each(['will it hurt', 'does my plan pay for this', 'thanks', 'how does that feel'])(
  'while a dose question waits for staff "%s" is a new question',
  async (text) => {
    expect((await say(await waiting(), text)).concerns).toEqual([]);
  },
);

test('a long message speaks for itself', async () => {
  const text = 'my sister had one of these two years ago and she was very happy with how it went';
  expect((await say(await waiting(), text)).concerns).toEqual([]);
});

test('a dose question goes on waiting when its ticket was merged with another one', async () => {
  const { conversation } = await say(await waiting().then(withHumanTicketOfAna), 'thanks');
  const { number } = aTicket();
  const { conversation: merged } = mergeTickets(conversation, number, { by: ANA, at: T0 });
  const { conversation: released } = releaseTicket(merged, number, { by: ANA, at: T0 });
  expect((await say(released, 'ok 3 then')).concerns).toEqual(['dose']);
});

function withHumanTicketOfAna(conversation: Conversation): Conversation {
  const ofAna = aTicket({ state: 'claimed', assignee: ANA, claimedAt: T0 });
  return withTickets(conversation, [...conversation.tickets, ofAna]);
}

test('once the ticket is resolved an amount is no longer about it', async () => {
  const conversation = await waiting();
  const by = { by: ANA, at: T0 };
  const [ticket] = conversation.tickets;
  if (!ticket) throw new Error('a dose question raises a ticket');
  const claimed = claimTicket(conversation, ticket.number, by).conversation;
  const resolved = resolveTicket(claimed, ticket.number, by).conversation;
  expect((await say(resolved, 'ok 3 then')).concerns).toEqual([]);
});

test('an edit in between does not hide the dose question before it', async () => {
  const { conversation } = await say(aConversation(), 'hello', 'how many sprays');
  const [first] = conversation.turns;
  const edit = aMessage({ text: 'hello!', replaces: first?.messageId ?? '' });
  const deps = turnDeps({ gate: { ...gate, check: () => ({ concerns: [], modifiers: [] }) } });
  const edited = await takeTurn({ message: edit, choice: undefined }, conversation, deps);
  expect((await say(edited.conversation, 'will it do')).concerns).toEqual(['dose']);
});
