import { DELIVERED, type Deliver } from '../../../../conversation/outbox/delivery.ts';
import { isPrivate } from '../../patients/place/is-private.ts';
import { conversationAt, isDirect, placeOf } from '../../patients/place/slack-place.ts';
import type { SayAtOnce } from '../../patients/take-deps.ts';
import { createPrivateDelivery } from './deliver-in-private.ts';
import { homeOf, lookedFor, type PatientDeliveryDeps, type ToPatient } from './to-patient.ts';

export type PatientDelivery = { deliver: Deliver; sayAtOnce: SayAtOnce };

/** Slack takes one post a second in a channel, so a crowd in one must not pile up here: Slack sends the others again. */
const MOST_SAYING = 100;
const MOST_SAYING_IN_DANGER = 10 * MOST_SAYING;

/** Posts the bot's and staff's messages where the patient wrote, or in private where others must not read them. */
export function createPatientDelivery(deps: PatientDeliveryDeps): PatientDelivery {
  const { words, postOnce, store, log } = deps;
  const inPrivate = createPrivateDelivery(deps);
  let saying = 0;
  const sayInPublic: typeof inPrivate.sayAtOnce = async (message, { id, address }) => {
    const post = words.postOf(message, id);
    await postOnce({ ...homeOf(address), post, mark: message.id });
  };
  return {
    async deliver(item, conversation, { doubtful }) {
      const message = conversation.messages.find(({ seq }) => seq === item.about);
      const { id, address } = conversation;
      const { channel } = address;
      if (!message || !channel) {
        log.error({ outgoing: item.id }, 'an outgoing message has no text or no address; dropped');
        return DELIVERED;
      }
      const sent: ToPatient = { item, message, conversation, doubtful };
      if (!isDirect(channel) && isPrivate(message, conversation)) return inPrivate.deliver(sent);
      const post = words.postOf(message, id);
      await postOnce({ ...homeOf(address), post, mark: item.id, ...lookedFor(sent) });
      return isDirect(channel) ? inPrivate.spokeAtHome(conversation) : DELIVERED;
    },
    sayAtOnce(message, { address, isPrivate: hidden }) {
      const most = message.replyKind === 'safety' ? MOST_SAYING_IN_DANGER : MOST_SAYING;
      if (saying >= most) return;
      saying += 1;
      const isHidden = hidden && !isDirect(address.channel ?? '');
      const say = async () => {
        const id = await conversationAt(placeOf(address), store);
        await (isHidden ? inPrivate.sayAtOnce : sayInPublic)(message, { id, address });
      };
      say()
        .catch((err: unknown) => log.error({ err }, 'a patient on Slack could not be told at all'))
        .finally(() => {
          saying -= 1;
        });
    },
  };
}
