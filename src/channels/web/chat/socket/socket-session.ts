import { conversationIdOf } from '../../../../domain/ids.ts';
import { noSuchAnswer } from '../../problems.ts';
import type { WebDeps } from '../../web-deps.ts';
import type { Arrivals } from '../arrivals.ts';
import { type ClientFrame, newSecret, type Press, type ServerFrame } from '../chat-schemas.ts';
import { takeMessage } from '../take-message.ts';
import { type TakenPress, takePress } from '../take-press.ts';
import { eventsAfter } from '../view/patient-view.ts';

type Hello = Extract<ClientFrame, { type: 'hello' }>;
/** A frame that comes after hello. */
export type SaidFrame = Exclude<ClientFrame, Hello>;

type Parts = { deps: WebDeps; arrivals: Arrivals; send: (frame: ServerFrame) => void };

/** One conversation on one socket. */
export type SocketSession = {
  secret: string;
  take(frame: SaidFrame): Promise<void>;
  /** Pushes nothing more. */
  end(): void;
};

/** Answers hello, then pushes what is new whenever the conversation changes, and while staff write. */
export function beginSession(
  { conversation: secret = newSecret(), after }: Hello,
  { deps, arrivals, send }: Parts,
): SocketSession {
  const id = conversationIdOf(secret);
  let cursor = after;
  let told: string | undefined; // the first push goes out even when it is empty
  let running = 0;
  let pushed = Promise.resolve();
  const pushOnce = async () => {
    const events = eventsAfter(await deps.store.conversations.find(id), cursor, deps);
    const { messages, presence, pressed, gone } = events;
    const state = JSON.stringify([presence?.owner, pressed, presence?.writing !== undefined, gone]);
    if (messages.length === 0 && state === told && !presence?.writing) return;
    cursor = events.cursor;
    told = state;
    send({ type: 'messages', ...events });
  };
  // One after another, so that nothing is sent twice and the order holds.
  const push = () => {
    pushed = pushed.then(pushOnce).catch((err: unknown) => {
      deps.log.error({ err, conversation: id }, 'what is new could not be read');
    });
    return pushed;
  };
  const type = (change: 1 | -1) => {
    running += change;
    send({ type: 'typing', on: running > 0 });
  };
  const whileTyping = async (work: () => Promise<void>) => {
    let told = false;
    // Not of a reply that is there at once: when there is no time for a message, two frames fewer are.
    const soon = setImmediate(() => {
      told = true;
      type(1);
    });
    await work().finally(() => {
      clearImmediate(soon);
      if (told) type(-1);
    });
  };
  const hear = ({ messageId, replaces, text }: Extract<SaidFrame, { type: 'message' }>) =>
    whileTyping(async () => {
      const { stored, body } = await takeMessage({ secret, messageId, replaces, text }, deps);
      if (stored) await push();
      send({ type: 'reply', stored, ...body });
    });
  const takeOne = async (press: Press) => {
    const taken = await takePress({ secret, ...press }, deps);
    await push();
    send(frameOf(press, taken, deps));
  };
  // A call for a person is a turn; a yes or a no is none, and nothing is being read.
  const press = ({ seq, pressed }: Press) =>
    pressed === 'person' ? whileTyping(() => takeOne({ seq, pressed })) : takeOne({ seq, pressed });
  send({ type: 'welcome', conversation: secret });
  const end = arrivals.listen(id, () => void push());
  void push();
  return {
    secret,
    end,
    take: (frame) => (frame.type === 'message' ? hear(frame) : press(frame)),
  };
}

function frameOf(press: Press, taken: TakenPress, { blocks }: WebDeps): ServerFrame {
  switch (taken.kind) {
    case 'kept':
      return { type: 'pressed', stored: true, ...press, cursor: taken.cursor };
    case 'not_kept':
      return { type: 'pressed', stored: false, ...press, text: taken.text };
    case 'no_such_answer': {
      const { code, problem } = noSuchAnswer(blocks);
      return { type: 'error', code, problem, press };
    }
  }
}
