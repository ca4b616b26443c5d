import type { TakenTurn } from '../conversation/take-turn.ts';
import type { Conversation, PatientMessage } from '../domain/conversation.ts';
import type { Choice } from '../domain/reply.ts';

/** One message on its way through the controller. */
export type RunningTurn = {
  message: PatientMessage;
  conversation: Conversation;
  /** Botkit's state of this conversation, as it will be stored with the turn. */
  dialogue: Record<string, unknown>;
  taken: TakenTurn | undefined;
  failure: unknown;
  take(choice: Choice | undefined): Promise<TakenTurn>;
};

/** The turns under way by conversation: the store lets one at a time into each. */
export type RunningTurns = Map<string, RunningTurn>;
