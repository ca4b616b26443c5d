import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../adversarial/inputs/random.ts';
import { BOT_USER, signed } from '../../support/slack-emulator.ts';
import type { Counts } from '../counts.ts';
import type { Life } from '../program/create-life.ts';
import { knock, tryOnce } from './knock.ts';

export const TEAM = 'T000000001';
const LONGEST_DELAY_MS = 1500;
const DELIVERED_AGAIN = 15;
/** Slack gives up after its third retry, five minutes later. Here it does not, however long a start takes. */
const LAST_BUT_ONE = 2;

type Deps = { life: Life; random: Random; counts: Counts };
type Event = Record<string, unknown> & { ts: string };

/** What Slack does towards the program: events until they are acknowledged, some of them again later, and presses. */
export type SlackSide = {
  /** A `ts` that no other message has. */
  ts(): string;
  /** Resolves when it was acknowledged. */
  event(event: Event): Promise<void>;
  /**
   * A press or a submitted window, made anew for each try: whoever gets no answer does it again. Gives what Slack was
   * answered.
   */
  interact(payload: () => Promise<object>): Promise<unknown>;
  /** Resolves when no delivery is under way any more. */
  settled(): Promise<void>;
};

export function createSlackSide({ life, random, counts }: Deps): SlackSide {
  const later = new Set<Promise<unknown>>();
  let lastTs = 1_763_000_000;
  let lastEvent = 0;

  const post = (body: string, type: string, retry: number) =>
    tryOnce(`${life.url}/slack/events`, {
      body,
      headers: {
        'content-type': type,
        ...signed(body, new Date().toISOString()),
        ...(retry > 0 && { 'x-slack-retry-num': String(Math.min(retry, LAST_BUT_ONE)) }),
      },
    });
  const deliver = (body: string) =>
    knock(
      life,
      (retry) => post(body, 'application/json', retry),
      ({ status }) => status === 200,
    );
  const deliverAgain = (body: string) => {
    counts.duplicates += 1;
    const again = delay(random.number(LONGEST_DELAY_MS)).then(() => deliver(body));
    const done = again.finally(() => later.delete(done));
    later.add(done);
  };
  return {
    ts() {
      lastTs += 1;
      return `${lastTs}.000100`;
    },
    async event(event) {
      lastEvent += 1;
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: TEAM,
        event_id: `Ev${lastEvent}`,
        authorizations: [{ team_id: TEAM, user_id: BOT_USER, is_bot: true }],
        event: { event_ts: event.ts, ...event },
      });
      // Its first answer was lost, says Slack, before it came or afterwards.
      if (random.chance(DELIVERED_AGAIN)) deliverAgain(body);
      await deliver(body);
      if (random.chance(DELIVERED_AGAIN)) deliverAgain(body);
    },
    async interact(payload) {
      const press = async () => {
        const form = new URLSearchParams({ payload: JSON.stringify(await payload()) });
        return post(form.toString(), 'application/x-www-form-urlencoded', 0);
      };
      const response = await knock(life, press);
      const text = await response.text();
      return text === '' ? undefined : JSON.parse(text);
    },
    async settled() {
      while (later.size > 0) await Promise.all(later);
    },
  };
}
