import { isAsked, offersPerson } from '../../../../conversation/feedback/is-asked.ts';
import type { Message } from '../../../../domain/conversation.ts';
import type { WebDeps } from '../../web-deps.ts';
import type { HelpedButtons } from '../chat-schemas.ts';

/** "Did this help?" under an answer, the way to a person under an offer of one, in the words of the message's language. */
export function helpedButtons(
  message: Message,
  { blocks }: Pick<WebDeps, 'blocks'>,
): HelpedButtons | undefined {
  const words = (id: string) => blocks.text(id, message.locale);
  const person = { pressed: 'person' as const, label: words('BUTTON-PERSON') };
  if (offersPerson(message)) return { buttons: [person] };
  if (!isAsked(message)) return undefined;
  return {
    question: words('R-ASK-HELPED'),
    buttons: [
      { pressed: 'yes', label: words('BUTTON-YES') },
      { pressed: 'no', label: words('BUTTON-NO') },
      person,
    ],
  };
}
