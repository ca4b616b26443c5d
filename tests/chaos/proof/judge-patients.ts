import { isSensitive } from '../../../src/channels/slack/patients/place/is-private.ts';
import type { Conversation, Message, Turn } from '../../../src/domain/conversation.ts';
import type { Said } from '../people/said.ts';
import type { Evidence, Posted } from './evidence.ts';
import { expectOnce, type Faults, tally } from './faults.ts';

type Found = { turn: Turn; conversation: Conversation };
type Index = {
  turns: Map<string, Found[]>;
  said: Map<string, Posted[]>;
  lines: Map<string, Posted[]>;
};

/** A patient who asks for a person with a button. */
const FEEDBACK = /^f_\d+_person$/;

/** Every acknowledged message made one turn, and its one reply stands where it was written. */
export function judgePatients(evidence: Evidence, faults: Faults): { silent: number } {
  const index = indexOf(evidence);
  const keys = new Set(evidence.said.map(keyOf));
  let silent = 0;
  for (const said of evidence.said) {
    const found = index.turns.get(keyOf(said));
    expectOnce(`turn of ${keyOf(said)} (patient ${said.patient})`, found, faults);
    const [only] = found ?? [];
    if (!only) continue;
    if (only.turn.replySeq === undefined) silent += 1;
    judgeReply(said, only, { evidence, index, faults });
  }
  for (const [id] of index.turns) {
    if (!keys.has(id) && !FEEDBACK.test(id)) {
      faults.others.push(`a turn that nobody's message made: ${id}`);
    }
  }
  return { silent };
}

/** Staff messages and notices too: each stands in front of the patient once. */
export function judgeDelivered(evidence: Evidence, faults: Faults): void {
  const { said } = indexOf(evidence);
  for (const conversation of evidence.conversations) {
    if (conversation.channel !== 'slack') continue;
    for (const { seq, from } of conversation.messages) {
      if (from === 'patient') continue;
      const block = `said_${seq}_${conversation.id}`;
      expectOnce(`${from}'s message ${block} on Slack`, said.get(block), faults);
    }
  }
}

function indexOf({ conversations, posted }: Evidence): Index {
  const turns = conversations.flatMap((conversation) =>
    conversation.turns.map((turn) => ({ turn, conversation })),
  );
  return {
    turns: tally(turns, ({ turn }) => turn.messageId),
    said: tally(posted.filter(isFromOutbox), ({ blockIds }) =>
      blockIds.find((id) => id.startsWith('said_')),
    ),
    lines: tally(
      posted.filter(({ mark }) => mark.endsWith('.line')),
      ({ channel, thread }) => `${channel} ${thread}`,
    ),
  };
}

/**
 * What could not be stored in time is told at once, without the outbox, and Slack is not told that we have it: it comes
 * again, and is answered then.
 */
export function isFromOutbox({ mark }: Posted): boolean {
  return !mark.startsWith('b_');
}

function keyOf({ messageId }: Said): string {
  return messageId;
}

type Court = { evidence: Evidence; index: Index; faults: Faults };

function judgeReply(said: Said, { turn, conversation }: Found, court: Court): void {
  const { faults } = court;
  const reply = conversation.messages.find(({ seq }) => seq === turn.replySeq);
  if (!reply) {
    if (!mayBeSilent(turn, conversation)) faults.misses.push(`reply to ${said.messageId}`);
    return;
  }
  if (said.at.kind === 'web') judgeOnWeb(said, reply, court);
  else judgeOnSlack(said, { turn, conversation, reply }, court);
}

/** Only staff who have the conversation keep the bot silent, and an edit that brings nothing new. */
function mayBeSilent(turn: Turn, { messages, tickets }: Conversation): boolean {
  if (turn.replaces !== undefined) return true;
  const joined = messages.some(
    ({ parts, at }) =>
      at <= turn.at && parts.some((part) => part.kind === 'block' && part.id === 'R-STAFF-JOINED'),
  );
  return joined && tickets.length > 0;
}

function judgeOnWeb({ messageId, at }: Said, reply: Message, { evidence, faults }: Court): void {
  if (at.kind !== 'web') return;
  const shown = evidence.webChats.get(at.secret) ?? [];
  expectOnce(
    `reply to ${messageId} in the web chat`,
    shown.filter((id) => id === reply.id),
    faults,
  );
  if (at.replies.size > 1) faults.doubles.push(`${messageId} was answered in two ways`);
}

type Replied = Found & { reply: Message };

function judgeOnSlack({ messageId, at }: Said, replied: Replied, court: Court): void {
  if (at.kind !== 'slack') return;
  const { turn, conversation, reply } = replied;
  const { index, evidence, faults } = court;
  const posts = index.said.get(`said_${reply.seq}_${conversation.id}`) ?? [];
  expectOnce(`reply to ${messageId} on Slack`, posts, faults);
  const direct = evidence.homes.get(at.user)?.direct;
  const isDirect = at.channel === direct;
  const hidden = conversation.turns.some(
    (other) => other.patientSeq <= turn.patientSeq && isSensitive(other),
  );
  const wanted = isDirect || hidden ? direct : at.channel;
  for (const { channel, thread } of posts) {
    if (channel !== wanted) faults.others.push(`reply to ${messageId} is in ${channel}`);
    if (channel === at.channel && !isDirect && thread !== at.thread) {
      faults.others.push(`reply to ${messageId} is in another thread`);
    }
  }
}
