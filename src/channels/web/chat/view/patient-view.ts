import { findRevision } from '../../../../answer-bank/revisions/on-revision.ts';
import { isAside } from '../../../../conversation/feedback/press-id.ts';
import { pressedSoFar } from '../../../../conversation/feedback/pressed-so-far.ts';
import { findAnswer, type Revision } from '../../../../domain/answer.ts';
import type { Conversation, Message, TurnOutcome } from '../../../../domain/conversation.ts';
import type { AnswerId, Locale } from '../../../../domain/ids.ts';
import type { Part } from '../../../../domain/reply.ts';
import type { WebDeps } from '../../web-deps.ts';
import type { ChatEvents, ShownMessage, ShownPart } from '../chat-schemas.ts';
import { helpedButtons } from './helped-view.ts';
import { presenceOf } from './presence-view.ts';
import { markdownToHtml, plainToHtml } from './to-html.ts';

type Words = Pick<WebDeps, 'sender' | 'bank' | 'blocks' | 'log'>;
type Deps = Words & Pick<WebDeps, 'presence' | 'now'>;

const FALLBACK = ['R-FALLBACK', 'WARNING'];

/** What a patient may see of a conversation after a cursor. Every message is checked once more before it leaves. */
export function eventsAfter(
  conversation: Conversation | undefined,
  after: number,
  deps: Deps,
): ChatEvents {
  const isGone = after > (conversation?.messages.at(-1)?.seq ?? 0);
  const gone = isGone && { gone: true as const };
  if (!conversation) return { messages: [], cursor: 0, ...gone };
  const from = isGone ? 0 : after;
  const fresh = conversation.messages.filter(({ seq }) => seq > from);
  const pressed = pressedSoFar(conversation);
  return {
    messages: fresh.map((message) => shownMessage(message, conversation, deps)),
    cursor: fresh.at(-1)?.seq ?? from,
    ...gone,
    presence: presenceOf(conversation, deps),
    ...(pressed.length > 0 && { pressed }),
  };
}

/** The message itself, or the fallback text in its place when a byte of it is not approved. */
export function leavable(message: Message, words: Words): Message {
  if (mayLeave(message, words)) return message;
  words.log.error({ message: message.id, seq: message.seq }, 'unapproved text held back');
  const { locale } = message;
  const parts = FALLBACK.map((id): Part => ({ kind: 'block', id, locale }));
  const text = FALLBACK.map((id) => words.blocks.text(id, locale)).join('\n\n');
  const { signature: _, ...rest } = message;
  return { ...rest, from: 'bot', replyKind: 'fallback', parts, choices: [], text };
}

/** As `leavable`, for a turn: what was held back is not reported as said either. */
export function leavableOutcome(outcome: TurnOutcome, words: Words): TurnOutcome {
  const { turn, reply: stored } = outcome;
  const reply = stored && leavable(stored, words);
  if (reply === stored) return outcome;
  const said = { replyKind: 'fallback' as const, answers: [], topics: [], blocks: FALLBACK };
  return { ...outcome, reply, turn: { ...turn, ...said } };
}

/** Blocks as a patient reads them, for texts that belong to no conversation yet. */
export function shownBlocks(ids: string[], locale: Locale, words: Words): ShownPart[] {
  return ids.map((id) => shownPart({ kind: 'block', id, locale }, undefined, words));
}

function mayLeave(message: Message, { sender, log }: Words): boolean {
  try {
    return sender.mayLeave(message);
  } catch (err) {
    log.error({ err, message: message.id }, 'message could not be checked');
    return false;
  }
}

function shownMessage(stored: Message, conversation: Conversation, words: Words): ShownMessage {
  const message = leavable(stored, words);
  const { seq, at, from, locale, text, choices, replyKind, signature } = message;
  const edited = conversation.messages.find((other) => other.seq === message.replaces);
  const chosen = from === 'patient' && !edited ? chosenLabel(message, conversation) : undefined;
  const helped = helpedButtons(message, words);
  return {
    seq,
    id: idForPatient(message, conversation),
    at,
    from,
    locale,
    text,
    parts: message.parts.map((part, index) => shownPart(part, message.parts[index - 1], words)),
    choices: choices.map(({ label }, index) => ({ label, value: String(index + 1) })),
    ...(chosen && { chosen }),
    ...(edited && { replaces: idForPatient(edited, conversation) }),
    ...(replyKind && { kind: replyKind }),
    ...(helped && { helped }),
    ...(isAside(message) && { aside: true as const }),
    ...(signature && { signature: shownSignature(signature, locale, words) }),
  };
}

function shownSignature(
  { firstName, role }: NonNullable<Message['signature']>,
  locale: Locale,
  { blocks }: Words,
) {
  return { firstName, role: blocks.text(`SIGN-${role.toUpperCase()}`, locale) };
}

/** The sender knows a message by the id it chose, so that what it kept unsent can be matched with what arrived. */
function idForPatient(message: Message, { turns }: Conversation): string {
  if (message.from !== 'patient') return message.id;
  return turns.find(({ patientSeq }) => patientSeq === message.seq)?.messageId ?? message.id;
}

/** "2" after a menu means its second button, whatever was said to a press since; people should read back what they picked. */
function chosenLabel({ seq, text }: Message, { messages }: Conversation): string | undefined {
  const previous = messages.findLast(
    (other) => other.seq < seq && other.from !== 'patient' && !isAside(other),
  );
  return previous?.choices[Number(text) - 1]?.label;
}

function shownPart(part: Part, before: Part | undefined, words: Words): ShownPart {
  switch (part.kind) {
    case 'block':
      return {
        kind: 'block',
        id: part.id,
        html: markdownToHtml(words.blocks.text(part.id, part.locale)),
      };
    case 'answer':
      return shownAnswer(part, before, words);
    case 'staff':
      return { kind: 'staff', html: plainToHtml(part.text) };
  }
}

function shownAnswer(
  part: Extract<Part, { kind: 'answer' }>,
  before: Part | undefined,
  { bank }: Words,
): ShownPart {
  const { title, text } = bank.revision(part.id, part.locale, part.revision, part.profile);
  const revision = storedRevision(part.id, part.locale, part.revision, bank);
  return {
    kind: 'answer',
    id: part.id,
    title,
    html: markdownToHtml(text),
    ...(revision && { sources: revision.content.sources.map((source) => ({ ...source })) }),
    ...(revision?.reviewBy && { reviewBy: revision.reviewBy }),
    sample: before?.kind === 'block' && before.id === 'LABEL-SAMPLE',
  };
}

function storedRevision(
  id: AnswerId,
  locale: Locale,
  number: number,
  bank: Words['bank'],
): Revision | undefined {
  return findRevision(findAnswer(bank.all(), { id, locale }), number)?.revision;
}
