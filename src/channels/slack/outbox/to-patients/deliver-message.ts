import type { webApi } from '@slack/bolt';
import type { Sender } from '../../../conversation/reply/sender.ts';
import type { Message } from '../../../domain/conversation.ts';
import type { Locale } from '../../../domain/ids.ts';
import type { Blocks } from '../../../safety/load-blocks.ts';
import type { Log } from '../../../shared/log.ts';
import { patientPost } from '../messages/patient-post.ts';
import { DELIVERED, type Deliver } from './delivery.ts';
import { findPosted, postMark } from './find-posted.ts';
import type { Pacer } from './pacer.ts';

type Deps = {
  client: webApi.WebClient;
  pacer: Pacer;
  sender: Sender;
  blocks: Blocks;
  log: Log;
};

type Address = Record<string, string>;

export type PatientDelivery = {
  deliver: Deliver;
  /** Posts a message that is not in the store, past the outbox: once, and as well as it can. */
  sayAtOnce(message: Message, address: Address): void;
};

/** Posts the bot's and staff's messages where the patient wrote. */
export function createPatientDelivery(deps: Deps): PatientDelivery {
  const { client, pacer, log } = deps;
  const post = async (message: Message, address: Address, mark: string) => {
    const { channel = '', thread_ts, user = '' } = address;
    const { text, choices } = allowedWords(message, deps);
    const warning = deps.blocks.text('WARNING', message.locale);
    await client.chat.postMessage({
      channel,
      ...(thread_ts && { thread_ts }),
      ...patientPost({ text, choices }, { warning, seq: message.seq, user }),
      metadata: postMark(mark),
      unfurl_links: false,
      unfurl_media: false,
    });
  };
  return {
    async deliver(item, conversation, { doubtful }) {
      const message = conversation.messages.find(({ seq }) => seq === item.about);
      const { address } = conversation;
      const { channel, thread_ts: thread } = address;
      if (!message || !channel) {
        log.error({ outgoing: item.id }, 'an outgoing message has no text or no address; dropped');
        return DELIVERED;
      }
      const posted = { id: item.id, channel, thread, since: message.at };
      await pacer.run(channel, async () => {
        if (doubtful && (await findPosted(client, posted, log))) return;
        await post(message, address, item.id);
      });
      return DELIVERED;
    },
    sayAtOnce(message, address) {
      pacer
        .run(address.channel ?? '', () => post(message, address, message.id))
        .catch((err: unknown) => log.error({ err }, 'a patient on Slack could not be told at all'));
    },
  };
}

/** A stored message goes out only as long as every byte of it is approved; else the built-in text does. */
function allowedWords(message: Message, { sender, log }: Deps): Pick<Message, 'text' | 'choices'> {
  if (sender.mayLeave(message)) return message;
  log.error(
    { message: message.id },
    'a stored message is not what was approved; the built-in text was sent to the patient instead',
  );
  return sender.send(fallback(message.locale));
}

function fallback(locale: Locale) {
  const parts = ['R-FALLBACK', 'WARNING'].map((id) => ({ kind: 'block' as const, id, locale }));
  return { kind: 'fallback' as const, locale, parts, choices: [] };
}
