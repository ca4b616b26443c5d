import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../../adversarial/inputs/random.ts';
import type { SlackEmulator } from '../../support/slack-emulator.ts';
import type { Counts } from '../counts.ts';
import { type SlackSide, TEAM } from '../sides/slack-side.ts';

type Deps = { seed: number; slack: SlackEmulator; slackSide: SlackSide; counts: Counts };

const PRESSED = 30;
const LOOK_EVERY_MS = 200;
const HELPED = /"block_id":"(helped_\d+_c_[a-z0-9]+)"/;

/** Patients on Slack who press a button of "Did this help?". `whoIsAt`: by thread, or by direct messages. */
export function bePressers(whoIsAt: (place: string) => string | undefined, deps: Deps) {
  const { seed, slack, slackSide, counts } = deps;
  const random = createRandom(seed * 47);
  const pressing: Promise<unknown>[] = [];
  let upTo = 0;
  let last = false;
  const press = (block_id: string, params: URLSearchParams) => {
    const channel = params.get('channel') ?? '';
    const user = whoIsAt(params.get('thread_ts') ?? channel);
    if (!user || !random.chance(PRESSED)) return;
    counts.presses += 1;
    const pressed = random.pick(['yes', 'no', 'no', 'person']);
    const payload = {
      type: 'block_actions',
      user: { id: user, team_id: TEAM },
      team: { id: TEAM },
      channel: { id: channel },
      message: { ts: '1.1' },
      trigger_id: '1.1',
      actions: [
        {
          type: 'button',
          action_id: `helped_${pressed}`,
          block_id,
          value: pressed,
          action_ts: '1.1',
        },
      ],
    };
    pressing.push(slackSide.interact(async () => payload));
  };
  const look = () => {
    for (const { method, params } of slack.calls.slice(upTo)) {
      const block = HELPED.exec(params.get('blocks') ?? '')?.[1];
      if (method === 'chat.postMessage' && block) press(block, params);
    }
    upTo = slack.calls.length;
  };
  const working = (async () => {
    while (!last) {
      look();
      await delay(LOOK_EVERY_MS);
    }
    await Promise.all(pressing);
  })();
  return {
    async finish() {
      last = true;
      await working;
    },
  };
}
