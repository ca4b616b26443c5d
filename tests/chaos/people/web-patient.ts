import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { base32 } from '../../../src/shared/ids.ts';
import { createRandom } from '../../adversarial/inputs/random.ts';
import type { Counts } from '../counts.ts';
import type { Line, PatientPlan } from '../plan/plan-patient.ts';
import type { Life } from '../program/create-life.ts';
import { knock, tryOnce } from '../sides/knock.ts';
import type { Said } from './said.ts';

type Deps = { life: Life; counts: Counts; said: Said[]; seed: number };

const TWICE = 15;

/** One patient in the web chat, whose page sends a message again until it is answered, and now and then once too often. */
export async function beWebPatient(plan: PatientPlan, deps: Deps): Promise<void> {
  const { life, counts, said, seed } = deps;
  const random = createRandom(seed * 31 + plan.number);
  const secret = base32(40);
  const say = async ({ text }: Line) => {
    const messageId = randomUUID();
    const one: Said = {
      messageId,
      patient: plan.number,
      at: { kind: 'web', secret, replies: new Set() },
    };
    const body = JSON.stringify({ conversation: secret, messageId, text });
    const send = async () => {
      const headers = { 'content-type': 'application/json' };
      const response = await knock(life, () =>
        tryOnce(`${life.url}/api/chat/messages`, { headers, body }),
      );
      if (one.at.kind === 'web') one.at.replies.add(replyIn(await response.text()));
    };
    const isTwice = random.chance(TWICE);
    const isAgain = random.chance(TWICE);
    counts.duplicates += Number(isTwice) + Number(isAgain);
    await Promise.all(isTwice ? [send(), send()] : [send()]);
    if (isAgain) await send();
    said.push(one);
  };
  const saying: Promise<void>[] = [];
  for (const line of plan.lines) {
    await delay(line.afterMs);
    const sent = say(line);
    saying.push(sent);
    if (line.waits) await sent;
  }
  await Promise.all(saying);
}

/** What must be the same however often it is asked for. */
function replyIn(text: string): string {
  const { reply, cursor } = JSON.parse(text);
  return JSON.stringify({ reply, cursor });
}
