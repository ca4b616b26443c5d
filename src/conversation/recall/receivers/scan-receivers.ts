import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { ChannelName, Conversation } from '../../../domain/conversation.ts';
import type { ConversationId, Instant } from '../../../domain/ids.ts';
import { HOUR_MS } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { WrongWords } from '../wrong-words.ts';

/** A conversation that got the wrong words: who and when, never what else was said. */
export type Receiver = {
  conversation: ConversationId;
  channel: ChannelName;
  firstAt: Instant;
  lastAt: Instant;
  staffHave: boolean;
};

type Search = {
  conversations: Pick<Store['conversations'], 'scan'>;
  /** How many conversations were looked at so far. */
  onProgress?: (looked: number) => void;
  signal?: AbortSignal;
};

/** A clock that was set back may have dated a message a little before its words were published. */
const SLACK_MS = 48 * HOUR_MS;
/** Patients are answered meanwhile, however many conversations are looked at. */
const AT_ONE_GO = 50;

/** Every conversation still kept in which the bot said these words. Ends early when it is told to stop. */
export async function* scanReceivers(
  wrong: WrongWords,
  { conversations, onProgress, signal }: Search,
): AsyncGenerator<Receiver> {
  const since = new Date(Date.parse(wrong.since) - SLACK_MS).toISOString();
  let looked = 0;
  for await (const conversation of conversations.scan({ since })) {
    if (signal?.aborted) return;
    looked += 1;
    if (looked % AT_ONE_GO === 0) {
      onProgress?.(looked);
      await letOthersRun();
    }
    const receiver = receiverOf(conversation, wrong);
    if (receiver) yield receiver;
  }
  onProgress?.(looked);
}

/** `undefined` when the bot never said these words here. */
export function receiverOf(
  { id, channel, ownership, messages }: Conversation,
  { key, numbers }: Pick<WrongWords, 'key' | 'numbers'>,
): Receiver | undefined {
  const said = messages.filter(
    ({ from, parts }) =>
      from === 'bot' &&
      parts.some(
        (part) =>
          part.kind === 'answer' &&
          part.id === key.id &&
          part.locale === key.locale &&
          numbers.has(part.revision),
      ),
  );
  const [first] = said;
  const last = said.at(-1);
  if (!first || !last) return undefined;
  return {
    conversation: id,
    channel,
    firstAt: first.at,
    lastAt: last.at,
    staffHave: ownership.owner === 'staff',
  };
}
