import type { Message } from '../../domain/conversation.ts';
import type { BlockId } from '../../domain/reply.ts';

export const PERSON_OFFERED: BlockId = 'R-NOT-HELPED';

/** Whoever was told something wrong can ask a person about it with one press. */
const OFFERS_PERSON: readonly BlockId[] = [PERSON_OFFERED, 'R-CORRECTION', 'R-WITHDRAWN'];

/** Whether a channel shows "Did this help?" (R-ASK-HELPED) with yes, no and "talk to a person" under this message. */
export function isAsked({ from, replyKind }: Pick<Message, 'from' | 'replyKind'>): boolean {
  return from === 'bot' && replyKind === 'answer';
}

/** Whether a channel shows "talk to a person" alone under this message. */
export function offersPerson({ from, parts }: Pick<Message, 'from' | 'parts'>): boolean {
  return (
    from === 'bot' && parts.some((part) => part.kind === 'block' && OFFERS_PERSON.includes(part.id))
  );
}
