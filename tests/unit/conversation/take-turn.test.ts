import { expect, test } from 'vitest';
import { UnapprovedTextError } from '../../../src/conversation/reply/sender.ts';
import { takeTurn } from '../../../src/conversation/take-turn.ts';
import type { Conversation } from '../../../src/domain/conversation.ts';
import {
  aConcern,
  aConversation,
  aConversationWithStaff,
  aMessage,
  finding,
  turnDeps,
} from '../../support/turn-kit.ts';

const take = (text: string, deps = turnDeps(), conversation: Conversation = aConversation()) =>
  takeTurn({ message: aMessage({ text }), choice: undefined }, conversation, deps);
const emergency = aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' });
const dose = aConcern({ concern: 'dose' });
const withStaff = aConversationWithStaff();

test('a question with an answer gets the sample label, the answer and the warning', async () => {
  const { outcome } = await take('may I drive');
  expect(outcome.turn).toMatchObject({
    replyKind: 'answer',
    topics: ['driving'],
    answers: [{ id: 'driving.after-treatment', revision: 1 }],
    blocks: ['LABEL-SAMPLE', 'WARNING'],
    tickets: [],
  });
});

test.each(['no_answer', 'expired', 'outdated', 'unapproved'] as const)(
  'a question whose answer may not be sent (%s) goes to staff, and the patient is told so',
  async (missing) => {
    const { bank } = turnDeps();
    const deps = turnDeps({ bank: { ...bank, find: () => ({ missing }) } });
    const { outcome, conversation } = await take('may I drive', deps);
    expect(outcome.turn).toMatchObject({ replyKind: 'escalation', answers: [] });
    expect(outcome.turn.blocks).toEqual(['R-HUMAN', 'R-PASSED', 'WARNING']);
    expect(conversation.tickets).toMatchObject([{ reason: 'no_answer', urgency: 'routine' }]);
  },
);

test('the first message is preceded by the notice, later ones are not', async () => {
  const first = await take('may I drive');
  const second = await take('may I eat', turnDeps(), first.conversation);
  expect(first.conversation.messages.map(({ from }) => from)).toEqual(['bot', 'patient', 'bot']);
  expect(second.conversation.messages.map(({ from }) => from).slice(3)).toEqual(['patient', 'bot']);
});

test('an emergency gets the fixed block, a ticket and a hold, and no answer', async () => {
  const { outcome, conversation } = await take(
    'my chest hurts, may I drive',
    turnDeps(finding(emergency)),
  );
  expect(outcome.turn.blocks).toEqual(['R-911', 'R-AFTER-HOURS', 'R-PASSED', 'WARNING']);
  expect(outcome.turn.answers).toEqual([]);
  expect(conversation.tickets).toMatchObject([
    { reason: 'emergency', urgency: 'emergency', state: 'new' },
  ]);
  expect(conversation.ownership).toEqual({ owner: 'waiting', hold: true });
});

test('while a conversation is on hold a clear question is not answered from the bank', async () => {
  const held = aConversation({ ownership: { owner: 'waiting', hold: true } });
  const { outcome } = await take('may I drive', turnDeps(), held);
  expect(outcome.turn).toMatchObject({
    replyKind: 'escalation',
    answers: [],
    blocks: ['R-HOLD', 'WARNING'],
  });
});

test('a dose question beside a driving question is refused and the driving question answered', async () => {
  const gate = {
    version: 'test',
    check: ({ text }: { text: string }) => ({
      concerns: text.includes('sprays') ? [dose] : [],
      modifiers: [],
    }),
  };
  const { outcome } = await take('may I drive and how many sprays', turnDeps({ gate }));
  expect(outcome.turn.blocks).toEqual([
    'R-DOSE',
    'R-AFTER-HOURS',
    'LABEL-SAMPLE',
    'R-PASSED',
    'WARNING',
  ]);
  expect(outcome.turn.answers).toEqual([{ id: 'driving.after-treatment', revision: 1 }]);
});

test('a dose question beside a question about eating is refused alone', async () => {
  const gate = {
    version: 'test',
    check: ({ text }: { text: string }) => ({
      concerns: text.includes('sprays') ? [dose] : [],
      modifiers: [],
    }),
  };
  const { outcome } = await take('may I eat and how many sprays', turnDeps({ gate }));
  expect(outcome.turn.answers).toEqual([]);
});

test('the bot is silent while staff have the conversation', async () => {
  const { outcome } = await take('may I drive', turnDeps(), withStaff);
  expect(outcome).toMatchObject({ reply: undefined, turn: { replyKind: 'silence' } });
});

test('a safety block goes out even while staff have the conversation', async () => {
  const { outcome, conversation } = await take('x', turnDeps(finding(emergency)), withStaff);
  expect(outcome.turn.blocks).toContain('R-911');
  expect(conversation.ownership.owner).toBe('staff');
});

test('a dose question while staff have the conversation is put on their desk without a word from the bot', async () => {
  const { outcome, conversation } = await take('how many', turnDeps(finding(dose)), withStaff);
  expect(outcome.reply).toBeUndefined();
  expect(conversation.tickets).toMatchObject([{ reason: 'dose' }, { reason: 'human' }]);
});

test('a second message of the same concern joins the open ticket', async () => {
  const first = await take('how many', turnDeps(finding(dose)));
  const urgent = aConcern({ concern: 'dose', level: 2, urgency: 'urgent' });
  const second = await take('tonight?', turnDeps(finding(urgent)), first.conversation);
  expect(second.conversation.tickets).toMatchObject([{ reason: 'dose', urgency: 'urgent' }]);
});

test('a gate that throws sends the message to staff with the crisis lines and no answer', async () => {
  const gate = {
    version: 'test',
    check: () => {
      throw new Error('rules missing');
    },
  };
  const { outcome } = await take('may I drive', turnDeps({ gate }));
  expect(outcome.turn).toMatchObject({
    answers: [],
    tickets: [{ reason: 'failure', urgency: 'urgent' }],
  });
  expect(outcome.turn.blocks[0]).toBe('R-CRISIS-LINES');
});

test('a classifier that throws sends the message to staff', async () => {
  const classifier = {
    version: 'test',
    classify: () => {
      throw new Error('model missing');
    },
  };
  const { outcome } = await take('may I drive', turnDeps({ classifier }));
  expect(outcome.turn.tickets).toMatchObject([{ reason: 'failure' }]);
});

test('when the output gate refuses an answer the built-in text goes out and staff are called', async () => {
  const deps = turnDeps();
  const bank = {
    ...deps.bank,
    revision: () => {
      throw new UnapprovedTextError('bytes differ');
    },
  };
  const { createSender } = await import('../../../src/conversation/reply/sender.ts');
  const sender = createSender({ block: deps.blocks.text, revision: bank.revision });
  const { outcome } = await take('may I drive', { ...deps, sender });
  expect(outcome.turn.blocks).toEqual(['R-FALLBACK', 'R-PASSED', 'WARNING']);
  expect(outcome.turn).toMatchObject({ answers: [], topics: [], tickets: [{ reason: 'failure' }] });
});

test('a question that nothing matches gets the menu, and the second in a row goes to staff', async () => {
  const first = await take('hmm');
  const second = await take('the other', turnDeps(), first.conversation);
  expect(first.outcome.turn.replyKind).toBe('fallback');
  expect(first.outcome.reply?.choices).toHaveLength(12);
  expect(second.outcome.turn).toMatchObject({
    replyKind: 'escalation',
    tickets: [{ reason: 'unclear' }],
  });
});

test.each(['', '?', '😀'])('a message without a word, such as %j, gets the menu', async (text) => {
  const classifier = {
    version: 'test',
    classify: () => ({ kind: 'out_of_scope' as const, ranked: [] }),
  };
  const { outcome } = await take(text, turnDeps({ classifier }));
  expect(outcome.turn).toMatchObject({ replyKind: 'fallback', answers: [] });
});

test('a question that only staff answer becomes a ticket', async () => {
  const { outcome } = await take('is there a trial');
  expect(outcome.turn).toMatchObject({
    replyKind: 'escalation',
    tickets: [{ reason: 'staff_only' }],
  });
});

test('what could not be stored says that staff were not reached and opens no ticket', async () => {
  const { outcome } = await takeTurn(
    { message: aMessage(), choice: undefined },
    aConversation(),
    turnDeps(finding(emergency)),
    { stored: false },
  );
  expect(outcome.turn.blocks).toEqual(['R-911', 'R-AFTER-HOURS', 'R-NOTPASSED', 'WARNING']);
  expect(outcome.turn.tickets).toEqual([]);
});

test('what is stored of a message is redacted, and its words reach no reply', async () => {
  const deps = turnDeps();
  const tools = { ...deps.tools, redact: () => ({ text: '[name] asks', found: ['name'] }) };
  const { conversation, outcome } = await take('I am Zebulon, may I drive', turnDeps({ tools }));
  expect(JSON.stringify(conversation)).not.toContain('Zebulon');
  expect(outcome.turn.blocks).toContain('R-PRIVACY');
});
