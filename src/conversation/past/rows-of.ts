import type { Concern } from '../../domain/concern.ts';
import type { Conversation, Message, Turn } from '../../domain/conversation.ts';
import { isTrial } from '../../domain/first-run.ts';
import type { Instant } from '../../domain/ids.ts';
import { nameLanguage } from '../../safety/name-language.ts';
import { findUnmet, type SeenTurn } from './find-unmet.ts';
import { isPick } from './is-pick.ts';
import type { PastTicket, PastTurn } from './past-turn.ts';

const INTENTS_KEPT = 3;

/** What is remembered of one conversation. */
export type ConversationRows = { turns: PastTurn[]; tickets: PastTicket[] };

/** The turns of a conversation since then, oldest first, and its tickets. */
export function rowsOf(conversation: Conversation, since: Instant): ConversationRows {
  if (isTrial(conversation)) return { turns: [], tickets: [] };
  const seen = seenTurns(conversation);
  const unmet = findUnmet(seen);
  const turns = seen
    .filter(({ turn }) => turn.at >= since)
    .map((one) => rowOf(one, conversation, unmet.get(one.turn.messageId)));
  return { turns, tickets: ticketsOf(conversation, since) };
}

/** A first wording with the concerns of every later one: what an edit reveals is not forgotten. */
function seenTurns({ turns, messages }: Conversation): SeenTurn[] {
  const placeOf = new Map(messages.map(({ seq }, place) => [seq, place]));
  const worrying = new Set(
    turns.flatMap(({ concerns, replaces, messageId }) =>
      concerns.length > 0 ? [messageId, ...(replaces === undefined ? [] : [replaces])] : [],
    ),
  );
  return turns.flatMap((turn) => {
    const place = placeOf.get(turn.patientSeq) ?? -1;
    const asked = messages[place];
    if (turn.replaces !== undefined || !asked) return [];
    return [
      {
        turn,
        asked,
        reply: messages[placeOf.get(turn.replySeq ?? 0) ?? -1],
        picked: isPick(asked, messages.slice(Math.max(0, place - NEARBY), place)),
        hasConcern: worrying.has(turn.messageId),
      },
    ];
  });
}

/** A menu is answered within so many messages, or it was not. */
const NEARBY = 10;

function rowOf(
  { turn, asked, reply, picked }: SeenTurn,
  conversation: Conversation,
  unmet: PastTurn['unmet'],
): PastTurn {
  const helped = reply?.feedback?.helped;
  const wanted = wantedLanguage(turn, asked);
  return {
    conversation: conversation.id,
    messageId: turn.messageId,
    seq: turn.patientSeq,
    at: turn.at,
    channel: conversation.channel,
    locale: turn.locale,
    replyKind: turn.replyKind,
    topics: turn.topics,
    intents: turn.intents.slice(0, INTENTS_KEPT),
    answers: answersIn(reply),
    concerns: concernsOf(turn, conversation.turns),
    modifiers: turn.modifiers,
    tickets: turn.tickets,
    picked,
    ...(helped !== undefined && { helped }),
    ...(wanted !== undefined && { wanted }),
    ...(unmet && { unmet }),
  };
}

function answersIn(reply: Message | undefined): PastTurn['answers'] {
  return (reply?.parts ?? []).flatMap((part) =>
    part.kind === 'answer' ? [{ id: part.id, locale: part.locale, revision: part.revision }] : [],
  );
}

function concernsOf({ messageId, concerns }: Turn, turns: readonly Turn[]): Concern[] {
  const edits = turns.filter(({ replaces }) => replaces === messageId);
  const all = [...concerns, ...edits.flatMap((edit) => edit.concerns)];
  return [...new Set(all.map(({ concern }) => concern))];
}

/** One without approved words, or one that has words but none that may answer this. */
function wantedLanguage(turn: Turn, { text }: Message): string | undefined {
  if (turn.blocks.includes('R-LANG')) return nameLanguage(text) ?? 'und';
  const hasNone = turn.tickets.some(({ reason }) => reason === 'no_answer');
  return hasNone && turn.locale !== 'en' ? turn.locale : undefined;
}

function ticketsOf({ tickets, channel }: Conversation, since: Instant): PastTicket[] {
  return tickets
    .filter(({ openedAt, mergedInto }) => openedAt >= since && mergedInto === undefined)
    .map(({ number, reason, urgency, openedAt, firstResponseAt, resolvedAt }) => ({
      number,
      channel,
      reason,
      urgency,
      openedAt,
      ...(firstResponseAt !== undefined && { firstResponseAt }),
      ...(resolvedAt !== undefined && { resolvedAt }),
    }));
}
