import { AsyncResource } from 'node:async_hooks';
import type { Receive } from '../channels/channel.ts';
import {
  createWaitingRoom,
  TurnedAwayError,
  type WaitingRoom,
} from '../conversation/crowd/create-waiting-room.ts';
import { type Looked, lookAt } from '../conversation/crowd/look-at.ts';
import { tellToComeBack } from '../conversation/crowd/tell-to-come-back.ts';
import { topicMenu } from '../conversation/decide/questions/topic-menu.ts';
import { findOriginal } from '../conversation/edits/find-original.ts';
import { findTaken } from '../conversation/edits/find-taken.ts';
import { type TakenTurn, takeTurn } from '../conversation/take-turn.ts';
import type { TurnDeps } from '../conversation/turn-deps.ts';
import {
  type Conversation,
  emptyConversation,
  type PatientMessage,
  type TurnOutcome,
} from '../domain/conversation.ts';
import { Locale } from '../domain/ids.ts';
import { SECOND_MS } from '../shared/clock.ts';
import type { Store } from '../store/store.ts';
import { type Controller, createController } from './create-controller.ts';
import type { RunningTurn } from './running-turn.ts';
import { withTimeout } from './with-timeout.ts';

/** A patient in danger must not wait longer than this for the safety text because a disk or a dialogue hangs. */
const TURN_TIMEOUT_MS = 5 * SECOND_MS;
/** Of that time, for those who are known to be in danger because so many write that each message is looked at first. */
const SHARE_IN_DANGER = 0.4;

type Deps = {
  store: Store;
  turn: TurnDeps;
  /** Bounds how many turns are under way and wait. */
  room?: WaitingRoom;
  timeoutMs?: number;
};

/**
 * The conversation engine: every channel hands its messages here. One turn at a time per conversation, the turn and its
 * dialogue state in one atomic write, and the same message id never makes a second turn.
 */
export function createBot({
  store,
  turn: deps,
  room = createWaitingRoom(deps),
  timeoutMs = TURN_TIMEOUT_MS,
}: Deps): Receive {
  const { text: label } = deps.blocks;
  const opening = Locale.options.flatMap((locale) => topicMenu({ locale, label }));
  const controller = createController(opening);
  return async (message) => {
    let looked: Looked | undefined;
    try {
      // Behind a lock it may run in the footsteps of another turn, and would log and measure in that one's name.
      const take = AsyncResource.bind(async (current: Conversation | undefined) => {
        const again = current && findTaken(message, current, deps.tools);
        if (again) return { next: undefined, result: again };
        const { conversation, outcome } = await runTurn(message, current, { controller, deps });
        return { next: conversation, result: outcome };
      });
      const stored = room.take(
        () => store.conversations.update(message.conversationId, take),
        () => {
          looked = lookAt(message, deps);
          return looked.rank;
        },
      );
      const isKnown = looked && looked.rank !== 'ordinary';
      return await withTimeout(stored, isKnown ? timeoutMs * SHARE_IN_DANGER : timeoutMs);
    } catch (err) {
      return notStored(message, { err, looked, deps });
    }
  };
}

/** One turn through Botkit; if Botkit itself breaks, the turn is taken without its dialogues. */
async function runTurn(
  message: PatientMessage,
  current: Conversation | undefined,
  { controller, deps }: { controller: Controller; deps: TurnDeps },
): Promise<TakenTurn> {
  const conversation = current ?? emptyConversation(message, deps.now());
  if (findOriginal(message, conversation)) return takeEdit(message, conversation, deps);
  const turn: RunningTurn = {
    message,
    conversation,
    dialogue: structuredClone(conversation.dialogue),
    taken: undefined,
    failure: undefined,
    async take(choice) {
      turn.taken = await takeTurn(
        { message, choice: message.choice ?? choice },
        conversation,
        deps,
      );
      return turn.taken;
    },
  };
  try {
    await controller.run(turn);
  } catch (err) {
    deps.log.error(
      { err, conversation: conversation.id },
      'the dialogue engine failed; the turn goes on without it',
    );
    turn.dialogue = {};
  }
  const { choice } = message;
  const taken = turn.taken ?? (await takeTurn({ message, choice }, conversation, deps));
  return { ...taken, conversation: { ...taken.conversation, dialogue: turn.dialogue } };
}

/** An edit is no step of a dialogue and picks nothing from a menu; once it is answered, the menu before it is over. */
async function takeEdit(
  message: PatientMessage,
  conversation: Conversation,
  deps: TurnDeps,
): Promise<TakenTurn> {
  const taken = await takeTurn({ message, choice: undefined }, conversation, deps);
  const dialogue = taken.outcome.reply ? {} : conversation.dialogue;
  return { ...taken, conversation: { ...taken.conversation, dialogue } };
}

/** Turned away is no failure: who is in no danger reads so, and costs little. */
async function notStored(
  message: PatientMessage,
  { err, looked, deps }: { err: unknown; looked: Looked | undefined; deps: TurnDeps },
): Promise<TurnOutcome> {
  const turnedAway = err instanceof TurnedAwayError;
  if (turnedAway && looked?.rank === 'ordinary') return tellToComeBack(message, looked, deps);
  const { conversationId: conversation } = message;
  if (!turnedAway) deps.log.error({ err, conversation }, 'a turn could not be stored');
  return unstored(message, deps);
}

/** The reply when nothing could be written: the safety texts, and the truth that staff were not reached. */
async function unstored(message: PatientMessage, deps: TurnDeps): Promise<TurnOutcome> {
  const conversation = emptyConversation(message, deps.now());
  const { choice } = message;
  const { outcome } = await takeTurn({ message, choice }, conversation, deps, { stored: false });
  return outcome;
}
