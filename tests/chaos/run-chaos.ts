import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../adversarial/inputs/random.ts';
import {
  BOT_TOKEN,
  openSlackEmulator,
  SIGNING_SECRET,
  type SlackEmulator,
} from '../support/slack-emulator.ts';
import { type Counts, noCounts } from './counts.ts';
import { bePressers } from './people/be-pressers.ts';
import { beStaff } from './people/be-staff.ts';
import { hireStaff } from './people/hire-staff.ts';
import type { Said, SentByStaff } from './people/said.ts';
import { beSlackPatient, type SlackHome } from './people/slack-patient.ts';
import { consoleHands, slackHands } from './people/staff-hands.ts';
import { beWebPatient } from './people/web-patient.ts';
import { type PatientPlan, planPatient } from './plan/plan-patient.ts';
import { createLife, type Life } from './program/create-life.ts';
import { type Evidence, readPosted, readStored } from './proof/evidence.ts';
import { createSlackSide } from './sides/slack-side.ts';
import { createTroubleMaker } from './sides/trouble.ts';
import { openWebhookSide } from './sides/webhook-side.ts';

export type ChaosOptions = { conversations: number; seed: number; kills: number };

/** The program's waiting is this many times as short: a minute passes in a second. */
const SPEED = 60;
const OUTAGE_MS = 60_000 / SPEED;
const AT_ONCE = 24;
const SECOND_CHANNEL = 'newcomers';
const DELIVERED_WITHIN_MS = 60_000;

export type ChaosRun = { evidence: Evidence; counts: Counts; logFile: string; seconds: number };

/** Patients, staff, Slack and the receiver of pages around a program that is killed again and again. */
export async function runChaos({ conversations, seed, kills }: ChaosOptions): Promise<ChaosRun> {
  const startedAt = performance.now();
  const counts = { ...noCounts(), conversations };
  const plans = Array.from({ length: conversations }, (_, number) => planPatient(seed, number));
  const slackPatients = plans.filter(({ door }) => door !== 'web').map(nameOf);
  const slack = await openSlackEmulator({ people: slackPatients, channels: [SECOND_CHANNEL] });
  const lineToSlack = createTroubleMaker(createRandom(seed * 53), counts);
  const webhookSide = await openWebhookSide(createTroubleMaker(createRandom(seed * 59), counts));
  const folder = await mkdtemp(join(tmpdir(), 'askwell-chaos-'));
  const logFile = `${folder}.log`;
  const dataFolder = join(folder, 'data');
  const life = await createLife({
    env: envOf(slack, { folder: dataFolder, webhook: webhookSide.url }),
    speed: SPEED,
    logFile,
  });
  try {
    const people = await hireStaff(life, slack);
    slack.disturb(() => lineToSlack.next());
    const slackSide = createSlackSide({ life, random: createRandom(seed * 61), counts });
    const said: Said[] = [];
    const sent: SentByStaff[] = [];
    const homes = new Map<string, SlackHome>();
    const whoIsAt = new Map<string, string>();

    const handsDeps = {
      life,
      slack,
      slackSide,
      random: createRandom(seed * 67),
      counts,
      sent,
    };
    const hands = { slack: slackHands(handsDeps), console: consoleHands(handsDeps) };
    const staff = beStaff({ seed, slack, people, hands });
    const pressers = bePressers((place) => whoIsAt.get(place), { seed, slack, slackSide, counts });

    const bePatient = async (plan: PatientPlan) => {
      if (plan.door === 'web') return beWebPatient(plan, { life, counts, said, seed });
      const user = slack.userNamed(nameOf(plan));
      const direct = await slack.directChannel(user);
      const channel = plan.number % 4 === 0 ? slack.channelNamed(SECOND_CHANNEL) : slack.community;
      const home = { user, direct, channel };
      homes.set(user, home);
      whoIsAt.set(direct, user);
      const deps = { slack, slackSide, counts, said, seed, whoIsAt };
      return beSlackPatient(plan, home, deps);
    };
    const patients = allAtOnce(plans, AT_ONCE, bePatient);
    const messages = plans.reduce((sum, { lines }) => sum + lines.length, 0);
    const disasters = runDisasters({ life, said, messages, kills, counts, lineToSlack });
    await patients;
    await disasters;
    await slackSide.settled();
    await pressers.finish();
    await staff.finish();
    await slackSide.settled();
    await life.delivered(DELIVERED_WITHIN_MS);
    const webChats = await readWebChats(life, said);
    const exitCode = await life.stop();
    if (exitCode !== 0) throw new Error(`the program ended with ${exitCode}`);
    counts.patientMessages = said.length;
    counts.staffMessages = sent.length;
    slack.disturb(() => undefined);
    const evidence: Evidence = {
      ...(await readStored(dataFolder)),
      posted: readPosted(slack),
      staffChannel: await slack.history(slack.staffChannel),
      staffChannelId: slack.staffChannel,
      pages: webhookSide.taken(),
      said,
      sent,
      homes,
      names: new Map([
        [people.ana.id, 'Ana'],
        [people.ben.id, 'Ben'],
      ]),
      webChats,
    };
    return { evidence, counts, logFile, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await life.end();
    await slack.close();
    await webhookSide.close();
  }
}

function nameOf({ number }: PatientPlan): string {
  return `patient-${number}`;
}

function envOf(slack: SlackEmulator, { folder, webhook }: { folder: string; webhook: string }) {
  return {
    DATA_DIR: folder,
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

async function allAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

type Disasters = {
  life: Life;
  said: readonly Said[];
  messages: number;
  kills: number;
  counts: Counts;
  lineToSlack: { goDown(ms: number): void };
};

/** Kills the process at moments counted in acknowledged messages, in the middle of others; and once Slack is down. */
async function runDisasters({ life, said, messages, kills, counts, lineToSlack }: Disasters) {
  const until = async (part: number) => {
    while (said.length < messages * part) await delay(1);
  };
  for (let kill = 1; kill <= kills; kill += 1) {
    await until(kill / (kills + 1));
    await life.killAndStart();
    counts.kills += 1;
    if (kill === Math.ceil(kills / 2)) {
      await until((kill + 0.5) / (kills + 1));
      lineToSlack.goDown(OUTAGE_MS);
    }
  }
}

async function readWebChats(life: Life, said: readonly Said[]): Promise<Map<string, string[]>> {
  const secrets = new Set(said.flatMap(({ at }) => (at.kind === 'web' ? [at.secret] : [])));
  const chats = new Map<string, string[]>();
  for (const secret of secrets) {
    const response = await fetch(`${life.url}/api/chat/events?conversation=${secret}&after=0`);
    const { messages } = (await response.json()) as { messages: { id: string }[] };
    chats.set(
      secret,
      messages.map(({ id }) => id),
    );
  }
  return chats;
}
