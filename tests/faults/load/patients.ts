import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { base32 } from '../../../src/shared/ids.ts';
import { postMessage } from '../../support/program.ts';

type Posted = Awaited<ReturnType<typeof postMessage>>['body'];

/** What a patient read in answer to one message. */
export type Heard = Pick<Posted, 'reply' | 'locale' | 'tickets'>;

/** A message that was taken, with what its patient was told. */
export type Acknowledged = Heard & { conversation: string; messageId: string; text: string };

/** All that patients can bear witness to. */
export type Witness = {
  acknowledged: Acknowledged[];
  /** Replies that said that nothing was stored. */
  refusals: Heard[];
  /** Messages that got no reply at all, however often they were sent. */
  unanswered: string[];
};

export const noWitness = (): Witness => ({ acknowledged: [], refusals: [], unanswered: [] });

/** Every third asks for a dose, which makes a ticket. */
const TEXTS = ['may I drive afterwards', 'what should i wear', 'how many sprays should i take'];
/** Then a patient begins a new conversation: none grows without end. */
const MESSAGES_EACH = 12;
const TRY_AGAIN_MS = 50;
const TRIES = 1200;

type Where = {
  /** Any of the nodes; `undefined` while none is up. */
  url(): string | undefined;
  witness: Witness;
};

/** As the chat in a browser: what was not taken is sent again, under the same id, to whoever answers. */
export async function say(
  message: { conversation: string; text: string; messageId?: string },
  { url, witness }: Where,
): Promise<Acknowledged | undefined> {
  const sent = { messageId: randomUUID(), ...message };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const posted = await post(await someNode(url), sent);
    if (posted?.status === 200) {
      const { reply, locale, tickets } = posted.body;
      const taken = { ...sent, reply, locale, tickets };
      witness.acknowledged.push(taken);
      return taken;
    }
    if (posted) witness.refusals.push(posted.body);
    await delay(TRY_AGAIN_MS);
  }
  witness.unanswered.push(sent.messageId);
  return undefined;
}

/** While none is up, nobody's patience is tried. */
async function someNode(url: Where['url']): Promise<string> {
  for (;;) {
    const node = url();
    if (node !== undefined) return node;
    await delay(TRY_AGAIN_MS);
  }
}

function post(node: string, message: { conversation: string; messageId: string; text: string }) {
  return postMessage(node, message).catch(() => undefined);
}

/** Patients who write as fast as they are answered, until `over`. */
export async function bePatients(count: number, where: Where & { over(): boolean }): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => bePatient(where)));
}

async function bePatient(where: Where & { over(): boolean }): Promise<void> {
  let conversation = base32(40);
  for (let n = 1; !where.over(); n += 1) {
    await say({ conversation, text: TEXTS[n % TEXTS.length] ?? '' }, where);
    if (n % MESSAGES_EACH === 0) conversation = base32(40);
  }
}
