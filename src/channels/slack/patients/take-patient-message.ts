import { noteDeletion } from '../../../conversation/edits/note-deletion.ts';
import type { ConversationId } from '../../../domain/ids.ts';
import { createParking, type Parking } from './parking.ts';
import {
  type FoundConversation,
  findConversation,
  isWordingOf,
} from './place/find-conversation.ts';
import { isSensitive } from './place/is-private.ts';
import { type DeletedOnSlack, readDeletion } from './read/read-deletion.ts';
import { readMessageEvent } from './read/read-message-event.ts';
import { readPress } from './read/read-press.ts';
import type { SaidOnSlack } from './read/said-on-slack.ts';
import type { TakeDeps, Taken } from './take-deps.ts';
import { takePress } from './take-press.ts';

/** Takes one delivery of Slack in. Never rejects. `not_stored`: Slack must not be told that we have it. */
export type TakePatientMessage = (
  body: unknown,
  delivery: { retry: number | undefined },
) => Promise<Taken>;

/** Slack tries a delivery so many times again. */
const LAST_RETRY = 3;

type Deps = TakeDeps & { parking: Parking };
type Delivery = { deps: Deps; retry: number | undefined };

/**
 * Stores what a patient wrote before Slack is answered, since Bolt answers before it calls anyone. A delivery that is
 * not stored, or not in time, is left unanswered with 200, and Slack sends it again.
 */
export function createTakePatientMessage(given: TakeDeps): TakePatientMessage {
  const deps: Deps = { ...given, parking: createParking(given.now) };
  return async (body, { retry }) => {
    const work = workFor(body, { deps, retry });
    if (!work) return 'not_for_us';
    const late = new AbortController();
    try {
      return await Promise.race([work(), tooLate(deps, late.signal)]);
    } catch (err) {
      deps.log.error({ err }, 'a message from Slack was not stored; Slack will send it again');
      return 'not_stored';
    } finally {
      late.abort();
    }
  };
}

/** What this delivery asks of us, not begun yet; `undefined` when it is not for us. */
function workFor(body: unknown, { deps, retry }: Delivery): (() => Promise<Taken>) | undefined {
  const said = readMessageEvent(body, deps);
  if (said) return () => take(said, { deps, retry });
  const press = deps.patientChannels.size > 0 ? readPress(body) : undefined;
  if (press) return () => takePress(press, deps);
  const deleted = readDeletion(body, deps.patientChannels);
  return deleted && (() => takeDeletion(deleted, deps));
}

/** Takes nothing back: staff find a note on the tickets that the message raised. */
async function takeDeletion(deleted: DeletedOnSlack, { store, now }: Deps): Promise<Taken> {
  const { id } = await findConversation(deleted, store);
  const { messageId } = deleted;
  return store.conversations.update<Taken>(id, async (current) => ({
    next: current && noteDeletion(current, { messageId, at: now() }),
    result: current ? 'stored' : 'not_for_us',
  }));
}

async function take(said: SaidOnSlack, { deps, retry }: Delivery): Promise<Taken> {
  const { store, receive, sayAtOnce } = deps;
  const original = said.replaces ?? said.messageId;
  const found = await findConversation({ place: said.place, messageId: original }, store);
  if (said.onlyIfKnown && !found.known) return takeEarly(said, { found, deps, retry });
  const { id: conversationId, address } = found;
  const { messageId, text } = said;
  const replaces = said.replaces ?? laterWording(said, found);
  const { stored, reply, turn } = await receive({
    conversationId,
    messageId,
    text,
    channel: 'slack',
    ...(replaces !== undefined && { replaces }),
    address,
  });
  if (stored) {
    if (!found.known) takeParked(conversationId, { after: messageId, deps });
    return 'stored';
  }
  if (reply && !retry) sayAtOnce(reply, { address, isPrivate: isSensitive(turn) });
  return 'not_stored';
}

/**
 * A reply in a thread of people that we do not talk with. Most are not for us; but it may have overtaken the message that
 * it follows. Then it is stored like any other before Slack is answered, after that message if it comes soon.
 */
async function takeEarly(
  said: SaidOnSlack,
  { found, deps, retry }: Delivery & { found: FoundConversation },
): Promise<Taken> {
  const began = await deps.beganWithUs(said).catch((err: unknown) => {
    if ((retry ?? 0) < LAST_RETRY) throw err;
    return undefined; // Slack sends it no more
  });
  if (began) {
    await untilChanged(found.id, deps);
    return take({ ...said, onlyIfKnown: false }, { deps, retry });
  }
  deps.parking.park(found.id, said);
  return 'not_for_us';
}

/** Until the conversation is written to, at most for a third of the time that Slack gives. */
function untilChanged(id: ConversationId, { store, answerWithinMs }: Deps): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      unwatch();
      resolve();
    };
    const timer = setTimeout(end, answerWithinMs / 3);
    const unwatch = store.watch((event) => {
      if (event.kind === 'conversation' && event.id === id) end();
    });
  });
}

/** Slack may deliver an edit before its message: then the message is the older wording of what we have. */
function laterWording({ messageId }: SaidOnSlack, { known }: FoundConversation) {
  const turns = known?.turns ?? [];
  if (turns.some((turn) => turn.messageId === messageId)) return undefined;
  return turns.find((turn) => isWordingOf(turn, messageId))?.messageId;
}

/** What this person wrote in the thread and Slack delivered before the message that began the conversation. */
function takeParked(
  id: ConversationId,
  { after, deps }: { after: SaidOnSlack['messageId']; deps: Deps },
): void {
  const waiting = deps.parking.takeOut(id, after);
  const takeAll = async () => {
    for (const said of waiting) await take(said, { deps, retry: undefined });
  };
  takeAll().catch((err: unknown) =>
    deps.log.error({ err, conversation: id }, 'a message that came too early was not stored'),
  );
}

function tooLate({ answerWithinMs, log }: Deps, signal: AbortSignal): Promise<Taken> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      log.warn({ answerWithinMs }, 'a message from Slack took too long; Slack will send it again');
      resolve('not_stored');
    }, answerWithinMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
