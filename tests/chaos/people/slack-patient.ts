import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../../adversarial/inputs/random.ts';
import { BOT_USER, type SlackEmulator } from '../../support/slack-emulator.ts';
import type { Counts } from '../counts.ts';
import type { Line, PatientPlan } from '../plan/plan-patient.ts';
import type { SlackSide } from '../sides/slack-side.ts';
import type { Said } from './said.ts';

type Deps = {
  slack: SlackEmulator;
  slackSide: SlackSide;
  counts: Counts;
  said: Said[];
  seed: number;
  /** Notes who began which thread. */
  whoIsAt: Map<string, string>;
};

/** Where a Slack patient writes: in a channel with all its people, and in their direct messages with the bot. */
export type SlackHome = { user: string; channel: string; direct: string };

type Place = { channel: string; thread: string | undefined };

const MENTIONED_TWICE = 50;
/** The first message is delivered late, and those after it overtake it. */
const OVERTAKEN = 20;
const LATEST_MS = 2000;

/** One patient on Slack. What they write arrives in whatever order Slack delivers it. */
export async function beSlackPatient(
  plan: PatientPlan,
  home: SlackHome,
  deps: Deps,
): Promise<void> {
  const [first, ...later] = plan.lines;
  if (!first) return;
  const { begun, thread, isLate } = begin(first, { plan, home }, deps);
  const saying = [begun];
  if (first.waits && !isLate) await begun;
  for (const line of later) {
    await delay(line.afterMs);
    const where = { ts: deps.slackSide.ts(), place: placeOf(line, { thread, home }) };
    const sent = sayOn({ plan, line, ...where, lateMs: 0, isMention: false, home }, deps);
    saying.push(sent);
    if (line.waits) await sent;
  }
  await Promise.all(saying);
}

/** By a mention in a channel, which begins a thread, or in direct messages. */
function begin(line: Line, { plan, home }: Pick<Saying, 'plan' | 'home'>, deps: Deps) {
  const random = createRandom(deps.seed * 37 + plan.number);
  const ts = deps.slackSide.ts();
  const isMention = plan.door === 'slack_channel';
  const thread = isMention ? ts : undefined;
  if (isMention) deps.whoIsAt.set(ts, home.user);
  const place = { channel: isMention ? home.channel : home.direct, thread };
  const isLate = isMention && plan.lines.length > 1 && random.chance(OVERTAKEN);
  deps.counts.outOfOrder += Number(isLate);
  const lateMs = isLate ? 100 + random.number(LATEST_MS) : 0;
  const begun = sayOn({ plan, line, ts, place, lateMs, isMention, home }, deps);
  return { begun, thread, isLate };
}

function placeOf(
  { inPrivate }: Line,
  { thread, home }: { thread: string | undefined; home: SlackHome },
): Place {
  const isDirect = thread === undefined || inPrivate;
  return isDirect ? { channel: home.direct, thread: undefined } : { channel: home.channel, thread };
}

type Saying = {
  plan: PatientPlan;
  line: Line;
  ts: string;
  place: Place;
  /** So long after it was written Slack delivers it. */
  lateMs: number;
  isMention: boolean;
  home: SlackHome;
};

async function sayOn({ plan, line, ts, place, lateMs, isMention, home }: Saying, deps: Deps) {
  const { slack, slackSide, said, counts, seed } = deps;
  const random = createRandom(seed * 41 + Number(ts));
  const { user } = home;
  const { channel, thread } = place;
  const note = (messageId: string) =>
    said.push({ messageId, patient: plan.number, at: { kind: 'slack', user, channel, thread } });
  const message = {
    ts,
    user,
    channel,
    text: isMention ? `<@${BOT_USER}> ${line.text}` : line.text,
    ...(thread !== undefined && thread !== ts && { thread_ts: thread }),
    ...(channel === home.direct && { channel_type: 'im' }),
  };
  slack.say(message);
  await delay(lateMs);
  // Slack tells of a mention twice: as a mention, and as a message of the channel.
  const types = isMention && random.chance(MENTIONED_TWICE) ? ['message', 'app_mention'] : [''];
  if (types.length > 1) counts.duplicates += 1;
  const usual = isMention ? 'app_mention' : 'message';
  await Promise.all(types.map((type) => slackSide.event({ ...message, type: type || usual })));
  note(`${channel}:${ts}`);
  if (line.edit === undefined) return;

  counts.edits += 1;
  const editedTs = slackSide.ts();
  await slackSide.event({
    type: 'message',
    subtype: 'message_changed',
    channel,
    ts: editedTs,
    message: { ...message, text: line.edit, edited: { user, ts: editedTs } },
    previous_message: message,
  });
  note(`${channel}:${ts}:${editedTs}`);
}
