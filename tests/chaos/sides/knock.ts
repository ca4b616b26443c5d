import { setTimeout as delay } from 'node:timers/promises';
import type { Life } from '../program/create-life.ts';

/** As patient as Slack is for an answer. */
const ANSWER_WITHIN_MS = 3000;
const LONGEST_PAUSE_MS = 1000;

type Sent = { method?: string; headers: Record<string, string>; body?: string };

/** One request. `undefined` when no answer came: nobody knows whether it was taken. */
export async function tryOnce(url: string, sent: Sent): Promise<Response | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(url, { method: 'POST', ...sent, signal });
    // An answer that breaks off in the middle is none either.
    return new Response(await response.arrayBuffer(), response);
  } catch {
    return undefined;
  }
}

/** The same again and again until `isTaken`: at once, and then after growing pauses. */
export async function knock(
  life: Pick<Life, 'up'>,
  once: (retry: number) => Promise<Response | undefined>,
  isTaken: (response: Response) => boolean = ({ ok }) => ok,
): Promise<Response> {
  for (let retry = 0; ; retry += 1) {
    await life.up();
    const response = await once(retry);
    if (response && isTaken(response)) return response;
    await delay(Math.min(50 * retry ** 2, LONGEST_PAUSE_MS));
  }
}
