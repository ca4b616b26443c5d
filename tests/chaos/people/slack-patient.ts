import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../../adversarial/inputs/random.ts';
import { BOT_USER } from '../../support/slack-emulator.ts';
import type { Counts } from '../counts.ts';
import type { Line, PatientPlan } from '../plan/plan-patient.ts';
import type { SlackSide } from '../sides/slack-side.ts';
import type { Said } from './said.ts';

type Deps = {
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
const OVERTAKEN = 20;

/** One patient on Slack. What they write arrives in whatever order Slack delivers it. */
export async function beSlackPatient(
  plan: PatientPlan,
  home: SlackHome,
  deps: Deps,
): Promise<void> {
  const random = createRandom(deps.seed * 37 + plan.number);
  const [first, ...later] = plan.lines;
  if (!first) return;
  const ts = deps.slackSide.ts();
  const inChannel = plan.door === 'slack_channel';
  const thread = inChannel ? ts : undefined;
  if (thread) deps.whoIsAt.set(thread, home.user);
  const place = thread ? { channel: home.channel, thread } : { channel: home.direct, thread };
  const begin = () => sayOn({ plan, line: first, ts, place, isMention: inChannel, home }, deps);

  // The first message is overtaken by the one after it.
  const isLate = inChannel && random.chance(OVERTAKEN);
  if (isLate) deps.counts.outOfOrder += 1;
  const saying = [isLate ? delay(100 + random.number(600)).then(begin) : begin()];
  if (first.waits && !isLate) await saying[0];
  for (const line of later) {
    await delay(line.afterMs);
    const where = { ts: deps.slackSide.ts(), place: placeOf(line, { thread, home }) };
    const sent = sayOn({ plan, line, ...where, isMention: false, home }, deps);
    saying.push(sent);
    if (line.waits) await sent;
  }
  await Promise.all(saying);
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
  isMention: boolean;
  home: SlackHome;
};

async function sayOn({ plan, line, ts, place, isMention, home }: Saying, deps: Deps) {
  const { slackSide, said, counts, seed } = deps;
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
