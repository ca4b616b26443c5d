import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../adversarial/inputs/random.ts';
import { type Counts, noCounts } from './counts.ts';
import { openWorld, SECOND_CHANNEL, SPEED, type World } from './open-world.ts';
import { bePressers } from './people/be-pressers.ts';
import { beStaff } from './people/be-staff.ts';
import type { Said, SentByStaff } from './people/said.ts';
import { beSlackPatient, type SlackHome } from './people/slack-patient.ts';
import { consoleHands, slackHands } from './people/staff-hands.ts';
import { beWebPatient } from './people/web-patient.ts';
import { nameOf, type PatientPlan, planPatient } from './plan/plan-patient.ts';
import type { Life } from './program/create-life.ts';
import { type Evidence, readPosted, readStored } from './proof/evidence.ts';

export type ChaosOptions = { conversations: number; seed: number; kills: number };
/** `folder`: what the program wrote, with its log. */
export type ChaosRun = { evidence: Evidence; counts: Counts; folder: string; seconds: number };

/** Two minutes. */
const OUTAGE_MS = 120_000 / SPEED;
/** So many patients at once. */
const AT_ONCE = 24;
const DELIVERED_WITHIN_MS = 60_000;

/** Patients, staff, Slack and the receiver of pages around a program that is killed again and again. */
export async function runChaos({ conversations, seed, kills }: ChaosOptions): Promise<ChaosRun> {
  const startedAt = performance.now();
  const counts = { ...noCounts(), conversations };
  const plans = Array.from({ length: conversations }, (_, number) => planPatient(seed, number));
  const world = await openWorld({ seed, plans, counts });
  try {
    const left = await letPeopleAct({ world, seed, plans, kills, counts });
    const evidence = await gather(world, left);
    counts.patientMessages = left.said.length;
    counts.staffMessages = left.sent.length;
    const { folder } = world;
    return { evidence, counts, folder, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await world.close();
  }
}

type Play = {
  world: World;
  seed: number;
  plans: readonly PatientPlan[];
  kills: number;
  counts: Counts;
};

/** What people know that they said, and where they live on Slack. */
type Left = { said: Said[]; sent: SentByStaff[]; homes: Map<string, SlackHome> };

async function letPeopleAct({ world, seed, plans, kills, counts }: Play): Promise<Left> {
  const { life, slack, slackSide, lineToSlack, staff: people } = world;
  const left: Left = { said: [], sent: [], homes: new Map() };
  const { said, sent, homes } = left;
  const whoIsAt = new Map<string, string>();
  const handsDeps = { life, slack, slackSide, random: createRandom(seed * 67), counts, sent };
  const hands = { slack: slackHands(handsDeps), console: consoleHands(handsDeps) };
  const staff = beStaff({ seed, slack, people, hands });
  const pressers = bePressers((place) => whoIsAt.get(place), { seed, slack, slackSide, counts });
  const bePatient = async (plan: PatientPlan) => {
    if (plan.door === 'web') return beWebPatient(plan, { life, counts, said, seed });
    const user = slack.userNamed(nameOf(plan));
    const direct = await slack.directChannel(user);
    const isNew = plan.number % 4 === 0;
    const channel = isNew ? slack.channelNamed(SECOND_CHANNEL) : slack.community;
    homes.set(user, { user, direct, channel });
    whoIsAt.set(direct, user);
    const deps = { slack, slackSide, counts, said, seed, whoIsAt };
    return beSlackPatient(plan, { user, direct, channel }, deps);
  };
  const messages = plans.reduce((sum, { lines }) => sum + lines.length, 0);
  await Promise.all([
    allAtOnce(plans, AT_ONCE, bePatient),
    runDisasters({ life, said, messages, kills, counts, lineToSlack }),
  ]);
  await slackSide.settled();
  await pressers.finish();
  await staff.finish();
  await slackSide.settled();
  return left;
}

/** Once all is delivered the program is stopped, and what is left is read. */
async function gather(world: World, { said, sent, homes }: Left): Promise<Evidence> {
  const { life, slack, webhookSide, staff, dataFolder } = world;
  await life.delivered(DELIVERED_WITHIN_MS);
  const webChats = await readWebChats(life, said);
  const exitCode = await life.stop();
  if (exitCode !== 0) throw new Error(`the program ended with ${exitCode}`);
  return {
    ...(await readStored(dataFolder)),
    posted: readPosted(slack),
    staffChannel: await slack.history(slack.staffChannel),
    pages: webhookSide.taken(),
    said,
    sent,
    homes,
    names: new Map([
      [staff.ana.id, 'Ana'],
      [staff.ben.id, 'Ben'],
    ]),
    webChats,
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
  lineToSlack: World['lineToSlack'];
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

/** What each web patient's page would show now: ids of messages, by the secret. */
async function readWebChats(life: Life, said: readonly Said[]): Promise<Map<string, string[]>> {
  const secrets = new Set(said.flatMap(({ at }) => (at.kind === 'web' ? [at.secret] : [])));
  const chats = new Map<string, string[]>();
  for (const secret of secrets) {
    const response = await fetch(`${life.url}/api/chat/events?conversation=${secret}&after=0`);
    const { messages } = (await response.json()) as { messages: { id: string }[] };
    const ids = messages.map(({ id }) => id);
    chats.set(secret, ids);
  }
  return chats;
}
