import type { Modifier } from '../../domain/concern.ts';
import type { Message, Turn } from '../../domain/conversation.ts';
import type { Unmet, UnmetKind } from './past-turn.ts';

/** A turn with what it is judged by. */
export type SeenTurn = {
  turn: Turn;
  asked: Message;
  reply: Message | undefined;
  picked: boolean;
  /** The gate found a concern in the message, or in an edit of it. */
  hasConcern: boolean;
};

const LONGEST = 300;
const WORDS = /\p{L}{2}/u;

/** What looks a little like danger or abuse of the bot is for people at the desk, and is never taught to the bot. */
const NOT_FOR_TEACHING: readonly Modifier[] = [
  'crisis_lines',
  'doubtful',
  'gate_failed',
  'injection',
];
const NOT_A_QUESTION = ['R-TOO-LONG', 'R-LANG'];

/** By message id: the questions that were not met. A button that led nowhere counts for the question it came from. */
export function findUnmet(seen: readonly SeenTurn[]): Map<string, Unmet> {
  const found = new Map<string, Unmet>();
  let origin: SeenTurn | undefined;
  seen.forEach((one, at) => {
    const next = seen[at + 1];
    if (!one.picked) origin = one;
    const kind = origin && kindOf(one, next);
    if (!kind || !origin || !isTeachable(origin) || !isHarmless(one)) return;
    if (one.picked && kind !== 'not_helped' && kind !== 'no_answer') return;
    found.set(origin.turn.messageId, unmetOf({ one, origin, kind, isLast: next === undefined }));
  });
  return found;
}

function kindOf({ turn, reply }: SeenTurn, next: SeenTurn | undefined): UnmetKind | undefined {
  const reasons = turn.tickets.map(({ reason }) => reason);
  if (reply?.feedback?.helped === false) return 'not_helped';
  if (reasons.includes('no_answer')) return 'no_answer';
  if (reasons.includes('unclear')) return 'unclear';
  if (turn.replyKind === 'fallback') return 'not_understood';
  if (turn.blocks.includes('R-CLARIFY') && !next?.picked) return 'not_picked';
  return undefined;
}

function isHarmless({ turn, hasConcern }: SeenTurn): boolean {
  return !hasConcern && !turn.modifiers.some((modifier) => NOT_FOR_TEACHING.includes(modifier));
}

function isTeachable(seen: SeenTurn): boolean {
  const isQuestion = !seen.turn.blocks.some((block) => NOT_A_QUESTION.includes(block));
  return isQuestion && isHarmless(seen) && WORDS.test(seen.asked.text);
}

function unmetOf({
  one,
  origin,
  kind,
  isLast,
}: {
  one: SeenTurn;
  origin: SeenTurn;
  kind: UnmetKind;
  isLast: boolean;
}): Unmet {
  const ticket = one.turn.tickets[0]?.number;
  const pressedAt = kind === 'not_helped' ? one.reply?.feedback?.at : undefined;
  return {
    kind,
    at: pressedAt ?? one.turn.at,
    text: cut(origin.asked.text),
    ...(ticket !== undefined && { ticket }),
    isLast,
  };
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
