import type { Conversation, Message, Turn } from '../../../src/domain/conversation.ts';
import { conversationIdOf } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Acknowledged, Witness } from '../load/patients.ts';
import { type ApprovedWords, readApprovedWords } from './approved-words.ts';
import { noToll, type Toll } from './toll.ts';

let read: Promise<ApprovedWords> | undefined;
/** They take longer to read than most stores. */
function approvedWords(): Promise<ApprovedWords> {
  read ??= readApprovedWords();
  return read;
}

/** Reads all that is left and counts what is missing, or there twice, of what patients were told. */
export async function judge(
  store: Store,
  { witness, rounds }: { witness: Witness; rounds: number },
): Promise<Toll> {
  const words = await approvedWords();
  const conversations: Conversation[] = [];
  for await (const record of store.archive.dump()) {
    if (record.kind === 'conversation') conversations.push(record.value);
  }
  const toll = { ...noToll(), rounds, acknowledged: witness.acknowledged.length };
  const byId = new Map(conversations.map((one) => [one.id, one]));
  for (const one of witness.acknowledged) {
    judgeAcknowledged(one, byId.get(conversationIdOf(one.conversation)), toll);
  }
  for (const one of conversations) judgeConversation(one, { words, toll });
  const heard = [...witness.acknowledged, ...witness.refusals];
  toll.unapprovedBytes += heard.reduce((sum, one) => sum + words.unapprovedOf(one), 0);
  toll.silent += witness.unanswered.length;
  await judgeDesk(store, conversations, toll);
  const { brokenAt } = await store.audit.verify();
  if (brokenAt) toll.others.push(`the audit trail is broken at ${brokenAt}`);
  return toll;
}

/** One turn, the reply that was read, and every ticket that it spoke of. */
function judgeAcknowledged(
  { messageId, reply, tickets }: Acknowledged,
  conversation: Conversation | undefined,
  toll: Toll,
): void {
  const turns = conversation?.turns.filter((turn) => turn.messageId === messageId) ?? [];
  const [turn] = turns;
  if (!turn || !conversation) {
    toll.lost += 1;
    return;
  }
  toll.duplicates += turns.length - 1;
  if ((replyTo(turn, conversation)?.text ?? '') !== reply.text) toll.duplicates += 1;
  toll.ticketsLost += Math.max(0, tickets.length - conversation.tickets.length);
}

function replyTo({ replySeq }: Turn, { messages }: Conversation): Message | undefined {
  return messages.find(({ seq }) => seq === replySeq);
}

function judgeConversation(
  conversation: Conversation,
  { words, toll }: { words: ApprovedWords; toll: Toll },
): void {
  const { messages, turns, tickets, ownership } = conversation;
  toll.duplicates += turns.length - new Set(turns.map(({ messageId }) => messageId)).size;
  toll.duplicates += messages.length - new Set(messages.map(({ id }) => id)).size;
  const replies = turns.flatMap(({ replySeq }) => replySeq ?? []);
  const byBot = messages.filter(
    (message) =>
      message.from === 'bot' && !holds(message, 'R-NOTICE') && !holds(message, 'R-NOTSEEN'),
  );
  const notSeen = messages.filter((message) => holds(message, 'R-NOTSEEN'));
  toll.duplicates += Math.max(0, notSeen.length - tickets.length);
  toll.duplicates += replies.length - new Set(replies).size;
  toll.duplicates += Math.max(0, byBot.length - replies.length);
  for (const message of messages) toll.unapprovedBytes += words.unapprovedIn(message);
  const known = new Set(tickets.map(({ number }) => number));
  const raised = turns.flatMap((turn) => turn.tickets.map(({ number }) => number));
  toll.ticketsLost += raised.filter((number) => !known.has(number)).length;
  // Reminders to staff go out of a conversation too, in which no patient wrote.
  const wrote = messages.some(({ from }) => from === 'patient');
  const last = turns.at(-1);
  if (wrote && ownership.owner !== 'staff' && last?.replySeq === undefined) toll.silent += 1;
}

/** The notice and what is said when nobody comes belong to no turn. */
function holds({ parts }: Message, id: 'R-NOTICE' | 'R-NOTSEEN'): boolean {
  return parts.some((part) => part.kind === 'block' && part.id === id);
}

/** Every ticket that nobody has resolved is on the desk, under a number of its own. */
async function judgeDesk(store: Store, conversations: Conversation[], toll: Toll): Promise<void> {
  const tickets = conversations.flatMap((one) => one.tickets);
  const onDesk = new Set(
    (await store.conversations.openTickets()).map(({ ticket }) => ticket.number),
  );
  const open = tickets.filter(({ state }) => state !== 'resolved');
  toll.ticketsLost += open.filter(({ number }) => !onDesk.has(number)).length;
  toll.ticketsLost += tickets.length - new Set(tickets.map(({ number }) => number)).size;
}
