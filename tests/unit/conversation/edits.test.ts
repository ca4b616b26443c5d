import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noteDeletion } from '../../../src/conversation/edits/note-deletion.ts';
import { takeTurn } from '../../../src/conversation/take-turn.ts';
import type { TurnDeps } from '../../../src/conversation/turn-deps.ts';
import { type FoundConcern, type SafetyInput, Urgency } from '../../../src/domain/concern.ts';
import type { Conversation } from '../../../src/domain/conversation.ts';
import { StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import { mergeTickets } from '../../../src/escalation/tickets/merge-tickets.ts';
import { withTickets } from '../../../src/escalation/tickets/with-ticket.ts';
import {
  aConcern,
  aConversation,
  aConversationWithStaff,
  aMessage,
  aTicket,
  T0,
  turnDeps,
} from '../../support/turn-kit.ts';

const emergency = aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' });
const dose = aConcern({ concern: 'dose' });
const urgentDose = aConcern({ concern: 'dose', level: 2, urgency: 'urgent' });
const WORDS: [string, FoundConcern][] = [
  ['chest', emergency],
  ['tonight', urgentDose],
  ['sprays', dose],
];

/** A gate that knows words, and the two halves "instead" and "of 1" when they stand in one window. */
const gate: TurnDeps['gate'] = {
  version: 'test',
  check: ({ text, recent }) => {
    const found = WORDS.filter(([word]) => text.includes(word)).map(([, concern]) => concern);
    const together = [...recent, text].join(' ');
    const split = /instead\b.*\bof 1/.test(together) && /instead|of 1/.test(text);
    const modifiers = text.startsWith('help') ? (['crisis_lines'] as const) : [];
    return { concerns: split ? [...found, dose] : found, modifiers: [...modifiers] };
  },
};

type Said = { id: string; text: string; replaces?: string; at?: string };

/** Takes these messages one after the other and gives the last turn. */
async function say(...said: Said[]) {
  return go(aConversation(), ...said);
}
async function go(before: Conversation, ...said: Said[]) {
  let conversation = before;
  let outcome: Awaited<ReturnType<typeof takeTurn>>['outcome'] | undefined;
  for (const { id, text, replaces, at = T0 } of said) {
    const message = aMessage({ messageId: id, text, ...(replaces && { replaces }) });
    const number = TicketNumber.parse(conversation.tickets.length + 1);
    const deps = turnDeps({ gate, now: () => at, reserveTicketNumber: async () => number });
    ({ conversation, outcome } = await takeTurn(
      { message, choice: undefined },
      conversation,
      deps,
    ));
  }
  if (!outcome) throw new Error('say at least one thing');
  return { conversation, outcome, turn: outcome.turn };
}
const later = (seconds: number) => new Date(Date.parse(T0) + seconds * 1000).toISOString();

test('an edit that adds an emergency is answered with its block and opens a ticket', async () => {
  const { turn, conversation } = await say(
    { id: 'm1', text: 'may I drive' },
    { id: 'm1e', text: 'may I drive, my chest hurts', replaces: 'm1' },
  );
  expect(turn.blocks).toEqual(['R-911', 'R-AFTER-HOURS', 'R-PASSED', 'WARNING']);
  expect(turn).toMatchObject({ replaces: 'm1', answers: [], tickets: [{ reason: 'emergency' }] });
  expect(conversation.ownership).toEqual({ owner: 'waiting', hold: true });
});

test('an edit that makes a dose question urgent joins its ticket and raises it', async () => {
  const { turn, conversation } = await say(
    { id: 'm1', text: 'how many sprays' },
    { id: 'm1e', text: 'how many sprays tonight', replaces: 'm1' },
  );
  expect(turn.blocks[0]).toBe('R-DOSE-URGENT');
  expect(conversation.tickets).toMatchObject([{ reason: 'dose', urgency: 'urgent' }]);
});

test('an edit that makes a concern graver is answered even where it was urgent before', async () => {
  const before = await say({ id: 'm1', text: 'how many sprays' });
  const urgent = {
    ...before.conversation,
    turns: before.conversation.turns.map((turn) => ({
      ...turn,
      concerns: [{ ...dose, urgency: 'urgent' as const }],
    })),
  };
  const { turn } = await go(urgent, { id: 'm1e', text: 'sprays tonight', replaces: 'm1' });
  expect(turn.blocks[0]).toBe('R-DOSE-URGENT');
});

test('an edit that takes the danger out lowers nothing and is not answered', async () => {
  const before = await say({ id: 'm1', text: 'my chest hurts' });
  const { turn, outcome, conversation } = await go(before.conversation, {
    id: 'm1e',
    text: 'never mind, may I drive',
    replaces: 'm1',
  });
  expect(outcome.reply).toBeUndefined();
  expect(turn).toMatchObject({ replyKind: 'silence', answers: [], concerns: [], tickets: [] });
  expect(conversation.tickets).toEqual(before.conversation.tickets);
  expect(conversation.ownership).toEqual(before.conversation.ownership);
});

test('no edit gets an answer from the bank, not even beside a dose refusal', async () => {
  const clear = await say(
    { id: 'm1', text: 'hmm' },
    { id: 'm1e', text: 'may I drive', replaces: 'm1' },
  );
  const beside = await say(
    { id: 'm1', text: 'hmm' },
    { id: 'm1e', text: 'may I drive and how many sprays', replaces: 'm1' },
  );
  expect(clear.outcome.reply).toBeUndefined();
  expect(beside.turn).toMatchObject({ answers: [], replyKind: 'safety' });
});

test('the original stays in the record, and the edit says what it replaces', async () => {
  const { conversation } = await say(
    { id: 'm1', text: 'may I drive' },
    { id: 'm1e', text: 'how many sprays', replaces: 'm1' },
  );
  const said = conversation.messages.filter(({ from }) => from === 'patient');
  expect(said.map(({ text }) => text)).toEqual(['may I drive', 'how many sprays']);
  expect(said[1]?.replaces).toBe(said[0]?.seq);
});

test('what an earlier wording was answered for is not said again', async () => {
  const { outcome } = await say(
    { id: 'm1', text: 'how many sprays' },
    { id: 'm1e', text: 'how many sprays?', replaces: 'm1' },
  );
  expect(outcome.reply).toBeUndefined();
});

test('an edit is read with the messages that were sent around the original', async () => {
  const first = await say(
    { id: 'm1', text: 'hello' },
    { id: 'm2', text: 'of 1', at: later(60) },
    { id: 'm1e', text: 'instead', replaces: 'm1', at: later(3600) },
  );
  const second = await say(
    { id: 'm1', text: 'instead' },
    { id: 'm2', text: 'hello', at: later(60) },
    { id: 'm2e', text: 'of 1', replaces: 'm2', at: later(3600) },
  );
  const apart = await say(
    { id: 'm1', text: 'instead' },
    { id: 'm2', text: 'hello', at: later(600) },
    { id: 'm2e', text: 'of 1', replaces: 'm2', at: later(3600) },
  );
  expect(first.turn.concerns.map(({ concern }) => concern)).toEqual(['dose']);
  expect(second.turn.concerns.map(({ concern }) => concern)).toEqual(['dose']);
  expect(apart.turn.concerns).toEqual([]);
});

test('an edit is read with the messages of the last two minutes as well', async () => {
  const { turn } = await say(
    { id: 'm1', text: 'hello' },
    { id: 'm2', text: 'instead', at: later(3600) },
    { id: 'm1e', text: 'of 1', replaces: 'm1', at: later(3660) },
  );
  expect(turn.concerns.map(({ concern }) => concern)).toEqual(['dose']);
});

test('the gate never gets more than eight messages, however many were sent', async () => {
  const inputs: SafetyInput[] = [];
  const noting: TurnDeps['gate'] = {
    version: 'test',
    check: (input) => {
      inputs.push(input);
      return { concerns: [], modifiers: [] };
    },
  };
  const many = Array.from({ length: 12 }, (_, n) => ({ id: `m${n}`, text: `word ${n}` }));
  const { conversation } = await say(...many);
  const message = aMessage({ messageId: 'e', text: 'new', replaces: 'm5' });
  const heard = { message, choice: undefined };
  await takeTurn(heard, conversation, turnDeps({ gate: noting }));
  expect(Math.max(...inputs.map(({ recent }) => recent.length))).toBe(7);
});

test('a cry for help in an edit gets the crisis lines', async () => {
  const { turn } = await say(
    { id: 'm1', text: 'hello' },
    { id: 'm1e', text: 'help', replaces: 'm1' },
  );
  expect(turn.blocks.slice(0, 2)).toEqual(['R-CRISIS-LINES', 'R-HUMAN']);
});

test('a cry for help that was answered is not answered again', async () => {
  const { outcome } = await say(
    { id: 'm1', text: 'help' },
    { id: 'm1e', text: 'help!', replaces: 'm1' },
  );
  expect(outcome.reply).toBeUndefined();
});

test('a gate that breaks on an edit sends it to staff', async () => {
  const before = await say({ id: 'm1', text: 'hello' });
  const broken = turnDeps({
    gate: {
      version: 'test',
      check: () => {
        throw new Error('rules missing');
      },
    },
  });
  const message = aMessage({ messageId: 'm1e', text: 'x', replaces: 'm1' });
  const heard = { message, choice: undefined };
  const { outcome } = await takeTurn(heard, before.conversation, broken);
  expect(outcome.turn).toMatchObject({ tickets: [{ reason: 'failure' }], answers: [] });
});

test('an edit that could not be stored says that staff were not reached, and answers nothing', async () => {
  const message = aMessage({ messageId: 'm1e', text: 'may I drive', replaces: 'm1' });
  const heard = { message, choice: undefined };
  const deps = turnDeps({ gate });
  const { outcome } = await takeTurn(heard, aConversation(), deps, { stored: false });
  expect(outcome.turn).toMatchObject({ answers: [], blocks: ['R-NOTPASSED', 'WARNING'] });
});

test('an edit while staff have the conversation is put on their desk without a word from the bot', async () => {
  const { outcome, conversation } = await go(
    aConversationWithStaff(),
    { id: 'm1', text: 'hello' },
    { id: 'm1e', text: 'how many sprays', replaces: 'm1' },
  );
  expect(outcome.reply).toBeUndefined();
  expect(conversation.tickets).toMatchObject([{ reason: 'dose' }, { reason: 'human' }]);
});

test('an edit of a message that we never had is a message like any other', async () => {
  const { turn } = await say({ id: 'm1e', text: 'may I drive', replaces: 'm1' });
  expect(turn).toMatchObject({ replyKind: 'answer', topics: ['driving'] });
  expect(turn.replaces).toBeUndefined();
});

test('an edit of an edit is one more wording of the first message', async () => {
  const { turn } = await say(
    { id: 'm1', text: 'hello' },
    { id: 'm2', text: 'how many sprays', replaces: 'm1' },
    { id: 'm3', text: 'how many sprays, please', replaces: 'm2' },
  );
  expect(turn).toMatchObject({ replaces: 'm1', concerns: [] });
});

test('a silent edit is not what the patient goes on from: the menu before it still counts', async () => {
  const { turn } = await say(
    { id: 'm1', text: 'hmm' },
    { id: 'm1e', text: 'hmmm', replaces: 'm1' },
    { id: 'm2', text: 'the other' },
  );
  expect(turn.tickets).toMatchObject([{ reason: 'unclear' }]);
});

test('a deletion cancels nothing; staff find one note on the ticket that the message raised', async () => {
  const { conversation } = await say({ id: 'm1', text: 'my chest hurts' });
  const deleted = { messageId: 'm1', at: T0 };
  const noted = noteDeletion(conversation, deleted);
  expect(noted?.tickets).toMatchObject([{ state: 'new', notes: [{ by: 'bot', at: T0 }] }]);
  expect(noted?.messages).toEqual(conversation.messages);
  expect(noted?.ownership).toEqual(conversation.ownership);
  expect(noted && noteDeletion(noted, deleted)).toBeUndefined();
});

test('a deletion is noted on the ticket that the message’s own was merged into', async () => {
  const { conversation } = await say({ id: 'm1', text: 'my chest hurts' });
  const by = StaffId.parse('s_aaaaaaaaaaaaaaaa');
  const ofAna = aTicket({ state: 'claimed', assignee: by, claimedAt: T0 });
  const both = withTickets(conversation, [...conversation.tickets, ofAna]);
  const { conversation: merged } = mergeTickets(both, ofAna.number, { by, at: T0 });
  const noted = noteDeletion(merged, { messageId: 'm1', at: T0 });
  expect(noted?.tickets.map(({ notes }) => notes.length)).toEqual([0, 1]);
});

test('a deletion of a message without a ticket leaves no trace', async () => {
  const { conversation } = await say({ id: 'm1', text: 'may I drive' });
  expect(noteDeletion(conversation, { messageId: 'm1', at: T0 })).toBeUndefined();
  expect(noteDeletion(conversation, { messageId: 'other', at: T0 })).toBeUndefined();
});

test('a deletion of a message whose edit raised a ticket is noted on that ticket', async () => {
  const { conversation } = await say(
    { id: 'm1', text: 'hello' },
    { id: 'm1e', text: 'how many sprays', replaces: 'm1' },
  );
  const noted = noteDeletion(conversation, { messageId: 'm1', at: T0 });
  expect(noted?.tickets[0]?.notes).toHaveLength(1);
});

/** What an edit may never take back. */
function expectNothingLost(
  before: Conversation,
  { conversation: after, turn }: Awaited<ReturnType<typeof say>>,
): void {
  expect(turn.answers).toEqual([]);
  expect(after.messages).toEqual(expect.arrayContaining(before.messages));
  for (const { number, urgency, state } of before.tickets) {
    const ticket = after.tickets.find((other) => other.number === number);
    expect(ticket?.state).toBe(state);
    expect(rank(ticket?.urgency)).toBeLessThanOrEqual(rank(urgency));
  }
  const { ownership } = before;
  const held = ownership.owner === 'waiting' && ownership.hold;
  if (held) expect(after.ownership).toEqual(ownership);
}
const rank = (urgency: Urgency = 'routine') => Urgency.options.indexOf(urgency);

const saying = fc.record({
  text: fc.constantFrom('may I drive', 'how many sprays', 'sprays tonight', 'chest', 'help', ''),
  /** The turn that is edited, when there is one. */
  edits: fc.nat(9),
  seconds: fc.constantFrom(1, 60, 600),
});

test('whatever is edited into whatever, no ticket is lowered, no hold ends, and no answer is given', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(saying, { minLength: 2, maxLength: 10 }), async (all) => {
      let conversation = aConversation();
      for (const [n, { text, edits, seconds }] of all.entries()) {
        const replaces = conversation.turns[edits]?.messageId;
        const said = { id: `m${n}`, text, at: later(n * seconds) };
        const taken = await go(conversation, replaces ? { ...said, replaces } : said);
        if (replaces) expectNothingLost(conversation, taken);
        conversation = taken.conversation;
      }
    }),
    { numRuns: 100 },
  );
});
