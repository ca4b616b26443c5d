import { SIGN_HELD_MS } from '../../../../conversation/desk/presence.ts';
import type { Conversation } from '../../../../domain/conversation.ts';
import type { Instant } from '../../../../domain/ids.ts';
import type { Ticket } from '../../../../domain/ticket.ts';
import type { WebDeps } from '../../web-deps.ts';
import type { Presence } from '../chat-schemas.ts';

type Deps = Pick<WebDeps, 'presence' | 'blocks' | 'now'>;

/** Who has the conversation just now, in approved words once it is a person, and whether that person writes to the patient. */
export function presenceOf(conversation: Conversation, { presence, blocks, now }: Deps): Presence {
  const { ownership, locale } = conversation;
  const { owner } = ownership;
  if (owner !== 'staff') return { owner };
  const words = (id: string) => ({ locale, text: blocks.text(id, locale) });
  const since = latestSign(conversation, presence);
  if (since === undefined) return { owner, words: words('R-STAFF-HERE') };
  const forMs = Date.parse(since) + SIGN_HELD_MS - Date.parse(now());
  return {
    owner,
    words: words('R-STAFF-HERE'),
    writing: { ...words('R-STAFF-WRITING'), forMs: Math.max(0, forMs) },
  };
}

/** Of the people whose words can reach the patient: who has taken a ticket, and has not sent what they wrote since. */
function latestSign(
  { tickets, messages }: Conversation,
  presence: Deps['presence'],
): Instant | undefined {
  const signOf = ({ number, assignee, state }: Ticket) => {
    if (!assignee || state === 'resolved') return [];
    const sign = presence.lastSign(number, assignee);
    const sent = messages.findLast(({ signature }) => signature?.id === assignee)?.at;
    return sign && !(sent && sent >= sign) ? [sign] : [];
  };
  return tickets.flatMap(signOf).sort().at(-1);
}
