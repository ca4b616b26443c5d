import type { Conversation, TurnOutcome } from '../domain/conversation.ts';
import { notePatientWrote } from '../escalation/tickets/work-on-ticket.ts';
import { base32 } from '../shared/ids.ts';
import { decide } from './decide/decide.ts';
import { withChangedCards } from './desk/with-changed-cards.ts';
import { checkEdit } from './edits/check-edit.ts';
import { findOriginal } from './edits/find-original.ts';
import { escalate } from './escalate.ts';
import { checkSafely } from './hear/check-safely.ts';
import { hear } from './hear/hear.ts';
import { takeIn, WINDOW_MS, windowBefore } from './hear/take-in.ts';
import { appendReply } from './reply/append-reply.ts';
import { say } from './reply/say.ts';
import type { Heard, TurnDeps } from './turn-deps.ts';
import { turnOf } from './turn-of.ts';

/** The conversation after a turn, and what its channel is told. */
export type TakenTurn = { conversation: Conversation; outcome: TurnOutcome };

/**
 * The path of a message, every step in its order. Writes nothing: the caller stores the conversation in one atomic
 * write and only then lets the reply out. `stored: false` is for when that write has failed: no ticket is opened, and
 * the reply says that staff were not reached.
 */
export async function takeTurn(
  { message, choice }: Heard,
  conversation: Conversation,
  deps: TurnDeps,
  { stored } = { stored: true },
): Promise<TakenTurn> {
  const startedAt = performance.now();
  const at = deps.now();
  const since = deps.ago?.(WINDOW_MS) ?? windowBefore(at);
  const intake = takeIn(message, conversation, { tools: deps.tools, since });
  const original = findOriginal(message, conversation);
  const verdict = original
    ? checkEdit({ intake, original }, conversation, deps)
    : checkSafely({ intake, choice }, conversation, deps);
  // When nothing can be stored nothing can be read either, so an edit's original is not known, and it is one all the same.
  const edited = original !== undefined || (!stored && message.replaces !== undefined);
  const chosen = decide({ intake, verdict, choice, edited, at }, conversation, deps);
  const { decision, sealed } = say(chosen, { intake, passed: stored }, deps);

  const said = hear(conversation, message, { intake, at, sender: deps.sender, original });
  const heard = withChangedCards(said, notePatientWrote(said), { at, posts: deps.posts });
  const { conversation: escalated, ticket } = stored
    ? await escalate(heard, decision, { deps, at })
    : { conversation: heard, ticket: undefined };
  const replied = sealed && appendReply(escalated, sealed, { at, id: `b_${base32(16)}` });

  const next = replied?.conversation ?? escalated;
  const microseconds = Math.round((performance.now() - startedAt) * 1000);
  const reply = replied?.message;
  const turn = turnOf({
    message,
    intake,
    decision,
    ticket,
    at,
    sealed,
    reply,
    heard,
    original,
    microseconds,
  });
  const { locale } = decision;
  return {
    conversation: { ...next, locale, updatedAt: at, turns: [...next.turns, turn] },
    outcome: { turn, reply, stored },
  };
}
