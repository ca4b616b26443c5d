import {
  emptyConversation,
  type PatientMessage,
  type TurnOutcome,
} from '../../domain/conversation.ts';
import { base32 } from '../../shared/ids.ts';
import { blocks, plainDecision } from '../decide/decision.ts';
import { appendReply } from '../reply/append-reply.ts';
import type { TurnDeps } from '../turn-deps.ts';
import { turnOf } from '../turn-of.ts';
import type { Looked } from './look-at.ts';

/**
 * What a patient reads whose message cannot be taken now; nothing of it is kept. The crisis lines stand beside it, because
 * what they wrote before was not read together with it. Costs little: it is said when there is no time.
 */
export function tellToComeBack(
  message: PatientMessage,
  { intake, verdict }: Looked,
  { sender, now }: Pick<TurnDeps, 'sender' | 'now'>,
): TurnOutcome {
  const startedAt = performance.now();
  const at = now();
  const { locale, supported, privateDetails } = intake;
  const privacy = privateDetails ? ['R-PRIVACY'] : [];
  const ids = ['R-BUSY', supported ? 'R-CRISIS-LINES' : 'R-LANG', ...privacy];
  const parts = blocks(locale, ...ids, 'WARNING');
  const sealed = sender.send({ kind: 'fallback', locale, parts, choices: [] });
  const heard = emptyConversation(message, at);
  const { message: reply } = appendReply(heard, sealed, { at, id: `b_${base32(16)}` });
  const turn = turnOf({
    message,
    intake,
    decision: plainDecision('fallback', locale, ids, verdict),
    ticket: undefined,
    at,
    sealed,
    reply,
    heard,
    original: undefined,
    microseconds: Math.round((performance.now() - startedAt) * 1000),
  });
  return { turn, reply, stored: false };
}
