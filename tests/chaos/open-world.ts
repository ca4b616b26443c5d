import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../adversarial/inputs/random.ts';
import {
  BOT_TOKEN,
  openSlackEmulator,
  SIGNING_SECRET,
  type SlackEmulator,
} from '../support/slack-emulator.ts';
import type { Counts } from './counts.ts';
import { hireStaff } from './people/hire-staff.ts';
import { nameOf, type PatientPlan } from './plan/plan-patient.ts';
import { createLife } from './program/create-life.ts';
import { createSlackSide } from './sides/slack-side.ts';
import { createTroubleMaker } from './sides/trouble.ts';
import { openWebhookSide } from './sides/webhook-side.ts';

/** The program's waiting is this many times as short: a minute passes in half a second. */
export const SPEED = 120;
export const SECOND_CHANNEL = 'newcomers';

type Options = { seed: number; plans: readonly PatientPlan[]; counts: Counts };

/** The program, and around it Slack and a receiver of pages on lines that stumble, and two members of staff. */
export async function openWorld({ seed, plans, counts }: Options) {
  const people = plans.filter(({ door }) => door !== 'web').map(nameOf);
  const slack = await openSlackEmulator({ people, channels: [SECOND_CHANNEL] });
  const lineToSlack = createTroubleMaker(createRandom(seed * 53), counts);
  const webhookSide = await openWebhookSide(createTroubleMaker(createRandom(seed * 59), counts));
  const folder = await mkdtemp(join(tmpdir(), 'askwell-chaos-'));
  const [dataFolder, logFile] = [join(folder, 'data'), join(folder, 'log')];
  const env = envOf(slack, { dataFolder, webhook: webhookSide.url });
  const life = await createLife({ env, speed: SPEED, logFile });
  const staff = await hireStaff(life, slack);
  slack.disturb(() => lineToSlack.next());
  const slackSide = createSlackSide({ life, random: createRandom(seed * 61), counts });
  return {
    life,
    slack,
    slackSide,
    lineToSlack,
    webhookSide,
    staff,
    folder,
    dataFolder,
    async close() {
      await life.end();
      await slack.close();
      await webhookSide.close();
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

function envOf(
  slack: SlackEmulator,
  { dataFolder, webhook }: { dataFolder: string; webhook: string },
) {
  return {
    DATA_DIR: dataFolder,
    LOG_LEVEL: 'warn',
    RATE_LIMIT: '1000000',
    RATE_LIMIT_CONVERSATION: '1000000',
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    SLACK_STAFF_CHANNEL: slack.staffChannel,
    SLACK_PATIENT_CHANNELS: `${slack.community},${slack.channelNamed(SECOND_CHANNEL)}`,
    PAGE_WEBHOOK_URL: webhook,
    PAGE_WEBHOOK_SECRET: 'a secret of the receiver of pages',
    PAGE_REPEAT_MINUTES: '0.03',
  };
}
