import type { Conversation } from '../../../domain/conversation.ts';
import type { Locale } from '../../../domain/ids.ts';
import type { ReplyKind } from '../../../domain/reply.ts';
import type { TurnDeps } from '../../turn-deps.ts';
import type { QuestionContext } from './topic-menu.ts';

/** Kinds of reply after which another unclear message goes to staff. */
const ASKED_BACK: readonly ReplyKind[] = ['fallback', 'clarification'];

/** `conversation`: left out where nothing depends on what was said before. */
export function questionContext(
  locale: Locale,
  conversation: Conversation | undefined,
  deps: TurnDeps,
): QuestionContext {
  const before = conversation?.turns.findLast(({ replaces }) => replaces === undefined);
  return {
    locale,
    bank: deps.bank,
    intents: deps.intents,
    staffOnly: deps.staffOnly,
    label: deps.blocks.text,
    unclearBefore: ASKED_BACK.includes(before?.replyKind ?? 'silence'),
  };
}
