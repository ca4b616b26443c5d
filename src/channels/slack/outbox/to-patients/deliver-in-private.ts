import { type Delivered, DeliveryError } from '../../../../conversation/outbox/delivery.ts';
import {
  type Conversation,
  emptyConversation,
  type Message,
} from '../../../../domain/conversation.ts';
import { postFact, speakerFact } from '../../patients/place/direct-record.ts';
import { addressOf, conversationAt, placeOf } from '../../patients/place/slack-place.ts';
import { failureOf } from '../post-failure.ts';
import { openDirect } from './open-direct.ts';
import {
  type PatientDeliveryDeps as Deps,
  homeOf,
  lookedFor,
  type ToPatient,
} from './to-patient.ts';

type Whose = Pick<Conversation, 'id' | 'address'>;

export type PrivateDelivery = {
  deliver(sent: ToPatient): Promise<Delivered>;
  /** The direct messages' own conversation spoke: what the patient writes next belongs to it again. */
  spokeAtHome(conversation: Conversation): Delivered;
  sayAtOnce(message: Message, whose: Whose): Promise<void>;
};

/** The key in `Conversation.delivered` that holds the channel of the patient's direct messages. */
const DIRECT_KEY = 'direct';

/**
 * What others must not read goes out as a direct message, and the channel's thread says only that it did. Where Slack
 * opens no direct message, the patient alone sees it in the thread.
 */
export function createPrivateDelivery(deps: Deps): PrivateDelivery {
  const { client, words, postOnce, log } = deps;
  /** Items whose direct message has arrived and whose line has not, with its channel. After a crash the mark tells. */
  const halfDone = new Map<string, string>();
  const openFor = async ({ address, delivered }: Conversation) =>
    address.direct ?? delivered[DIRECT_KEY] ?? (await openDirect(client, address.user ?? '', log));
  return {
    async deliver(sent) {
      const { item, conversation, message } = sent;
      const posted = halfDone.get(item.id);
      const direct = posted ?? (await openFor(conversation));
      if (direct === undefined) {
        await showToThemAlone(message, conversation, deps);
        return facts({});
      }
      if (posted === undefined) await postDirect(sent, direct, deps);
      halfDone.set(item.id, direct);
      if (answersInChannel(sent)) await postNeutralLine(sent, deps);
      halfDone.delete(item.id);
      return facts({ [DIRECT_KEY]: direct });
    },

    spokeAtHome: (conversation) => facts(speakerFact(conversation, conversation.id)),

    async sayAtOnce(message, whose) {
      const direct = await openDirect(client, whose.address.user ?? '', log).catch(() => undefined);
      if (direct === undefined) return showToThemAlone(message, whose, deps);
      const post = words.postOf(message, whose.id);
      await postOnce({ channel: direct, thread: undefined, post, mark: message.id });
    },
  };
}

function facts(kept: Record<string, string>): Delivered {
  return { facts: kept, isOutdated: () => false };
}

/** Who speaks is noted before the post, so that an answer to it finds its conversation however fast it comes. */
async function postDirect(sent: ToPatient, direct: string, deps: Deps): Promise<void> {
  const { item, message, conversation } = sent;
  const { id, address } = conversation;
  const place = { ...placeOf(address), channel: direct, thread: undefined };
  const recordId = await conversationAt(place, deps.store);
  const keep = (factsOf: (record: Conversation) => Record<string, string>) =>
    deps.store.conversations.update(recordId, async (current) => {
      const asked = {
        conversationId: recordId,
        channel: 'slack',
        address: addressOf(place),
      } as const;
      const record = current ?? emptyConversation(asked, deps.now());
      const kept = factsOf(record);
      const isNews = Object.keys(kept).length > 0;
      const delivered = { ...record.delivered, ...kept };
      return { next: isNews ? { ...record, delivered } : undefined, result: undefined };
    });

  await keep((record) => speakerFact(record, id));
  const ts = await deps.postOnce({
    channel: direct,
    thread: address.direct_thread,
    post: deps.words.postOf(message, id),
    mark: item.id,
    ...lookedFor(sent),
  });
  await keep(() => postFact(ts, id));
}

/** Whether it replies to what the patient wrote in the channel, where they wait for something to appear. */
function answersInChannel({ message, conversation }: ToPatient): boolean {
  const { turns, address } = conversation;
  const turn = turns.find(({ replySeq }) => replySeq === message.seq);
  return turn?.messageId.startsWith(`${address.channel}:`) ?? false;
}

/**
 * The message itself has arrived by now: a channel that takes no line is no reason to give it up, and a line that must
 * be tried again must not bring the message twice.
 */
async function postNeutralLine(sent: ToPatient, { words, postOnce, log }: Deps): Promise<void> {
  const { item, message, conversation } = sent;
  try {
    await postOnce({
      ...homeOf(conversation.address),
      post: words.neutralLine(message.locale),
      mark: `${item.id}.line`,
      ...lookedFor(sent),
    });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'refused') {
      const problem = failure.kind === 'unknown' ? failure.error : failure.kind;
      throw new DeliveryError({ kind: 'unknown', problem, reach: 'place' }, { cause: error });
    }
    log.warn(
      { outgoing: item.id, error: failure.error },
      'a patient was answered in private, and the channel takes no line about it',
    );
  }
}

/** Slack keeps no such message, so one whose answer was lost cannot be looked for and is shown again. */
async function showToThemAlone(
  message: Message,
  { id, address }: Whose,
  { client, pacer, words }: Deps,
): Promise<void> {
  const { channel, thread } = homeOf(address);
  await pacer.run(channel, () =>
    client.chat.postEphemeral({
      channel,
      user: address.user ?? '',
      ...words.postOf(message, id),
      ...(thread && { thread_ts: thread }),
    }),
  );
}
