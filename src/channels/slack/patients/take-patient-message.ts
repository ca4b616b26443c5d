import { createHmac } from 'node:crypto';
import { noteDeletion } from '../../../conversation/edits/note-deletion.ts';
import type { Conversation, Message, PatientMessage } from '../../../domain/conversation.ts';
import { type ConversationId, conversationIdOf } from '../../../domain/ids.ts';
import type { Clock } from '../../../shared/clock.ts';
import { base32 } from '../../../shared/ids.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import type { Receive } from '../../channel.ts';
import { readChoice } from './read-choice.ts';
import { type DeletedOnSlack, readDeletion } from './read-deletion.ts';
import { readMessageEvent } from './read-message-event.ts';
import { addressOf, type SaidOnSlack, type SlackPlace } from './said-on-slack.ts';

type Taken = 'not_for_us' | 'stored' | 'not_stored';

/** Takes one delivery of Slack in. Never rejects. `not_stored`: Slack must not be told that we have it. */
export type TakePatientMessage = (
  body: unknown,
  delivery: { retry: number | undefined },
) => Promise<Taken>;

type Deps = {
  patientChannels: ReadonlySet<string>;
  receive: Receive;
  store: Store;
  /** Posts a message that could not be stored, once, as well as it can: someone may be in danger. */
  sayAtOnce(message: Message, address: Record<string, string>): void;
  answerWithinMs: number;
  now: Clock;
  log: Log;
};

/**
 * Stores what a patient wrote before Slack is answered, since Bolt answers before it calls anyone. A delivery that is
 * not stored, or not in time, is left unanswered with 200, and Slack sends it again.
 */
export function createTakePatientMessage(deps: Deps): TakePatientMessage {
  const { log } = deps;
  return async (body, { retry }) => {
    const work = workFor(body, { deps, retry });
    if (!work) return 'not_for_us';
    const late = new AbortController();
    try {
      return await Promise.race([work(), tooLate(deps, late.signal)]);
    } catch (err) {
      log.error({ err }, 'a message from Slack was not stored; Slack will send it again');
      return 'not_stored';
    } finally {
      late.abort();
    }
  };
}

/** What this delivery asks of us, not begun yet; `undefined` when it is not for us. */
function workFor(
  body: unknown,
  { deps, retry }: { deps: Deps; retry: number | undefined },
): (() => Promise<Taken>) | undefined {
  const { patientChannels } = deps;
  const found = readMessageEvent(body, patientChannels) ?? readChoice(body, patientChannels);
  if (found) return () => take(found, { deps, retry });
  const deleted = readDeletion(body, patientChannels);
  return deleted && (() => takeDeletion(deleted, deps));
}

/** Takes nothing back: staff find a note on the tickets that the message raised. */
async function takeDeletion(
  { place, messageId }: DeletedOnSlack,
  { store, now }: Deps,
): Promise<Taken> {
  const id = await conversationAt(place, store);
  return store.conversations.update<Taken>(id, async (current) => ({
    next: current && noteDeletion(current, { messageId, at: now() }),
    result: current ? 'stored' : 'not_for_us',
  }));
}

async function take(
  found: SaidOnSlack,
  { deps, retry }: { deps: Deps; retry: number | undefined },
): Promise<Taken> {
  const { store, receive, sayAtOnce } = deps;
  const conversationId = await conversationAt(found.place, store);
  const known = await conversationIfNeeded(found, { conversationId, store });
  if (found.onlyIfKnown && !known) return 'not_for_us';
  const message: PatientMessage = {
    conversationId,
    messageId: found.messageId,
    text: textOf(found.said, known),
    channel: 'slack',
    ...(found.replaces !== undefined && { replaces: found.replaces }),
    address: addressOf(found.place),
  };
  const { stored, reply } = await receive(message);
  if (stored) return 'stored';
  if (reply && !retry) sayAtOnce(reply, addressOf(found.place));
  return 'not_stored';
}

async function conversationIfNeeded(
  { onlyIfKnown }: SaidOnSlack,
  { conversationId, store }: { conversationId: ConversationId; store: Store },
): Promise<Conversation | undefined> {
  return onlyIfKnown ? store.conversations.find(conversationId) : undefined;
}

/** The secret of a conversation on Slack: nobody can make it from the ids alone, and no one has to remember it. */
async function conversationAt(
  { team, channel, thread, user }: SlackPlace,
  store: Store,
): Promise<ConversationId> {
  const key = await store.secret('slack-conversations', () => base32(52));
  const place = JSON.stringify([team, channel, thread ?? '', user]);
  return conversationIdOf(createHmac('sha256', key).update(place).digest('hex'));
}

/** The number of a menu entry counts right after the menu; below an older menu its label is what was meant. */
function textOf(said: SaidOnSlack['said'], conversation: Conversation | undefined): string {
  if (said.kind === 'text') return said.text;
  const menu = conversation?.messages.find((message) => message.seq === said.seq);
  const isLatest = conversation?.turns.at(-1)?.replySeq === said.seq;
  return isLatest ? String(said.number) : (menu?.choices[said.number - 1]?.label ?? '');
}

function tooLate({ answerWithinMs, log }: Deps, signal: AbortSignal): Promise<Taken> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      log.warn({ answerWithinMs }, 'a message from Slack took too long; Slack will send it again');
      resolve('not_stored');
    }, answerWithinMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
