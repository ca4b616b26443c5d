import { setTimeout as sleep } from 'node:timers/promises';
import { BOT_TOKEN, BOT_USER, SIGNING_SECRET, signed } from '../support/slack-emulator.ts';
import { quantile } from './quantile.ts';
import { type Running, startAskwell, startBoltEcho } from './servers.ts';
import { openSlackStandIn, type SlackStandIn } from './slack-stand-in.ts';

const EVENTS = Number(process.env.BENCH_EVENTS ?? 300);
const A_SECOND = 5;
/** Each writes every twelve seconds, so that Slack's pace of a post a second in a channel keeps nobody waiting. */
const PEOPLE = 60;
const BETWEEN_TICKETS_MS = 2500;
const QUESTION = 'can i drive home after my infusion?';
const STAFF = 'C0STAFF';

/** Milliseconds, of each event and each ticket in turn. */
type Times = Record<'reply' | 'echo' | 'page', number[]>;

/**
 * From a signed event to the reply at Slack's door, beside an echo of Bolt's own in the same seconds; and from a patient's
 * emergency to the page in the staff channel. Slack itself takes no time here.
 */
export async function slackTime(): Promise<void> {
  const slack = await openSlackStandIn();
  const settings = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET };
  const askwell = await startAskwell(undefined, {
    ...settings,
    SLACK_API_URL: slack.apiUrl,
    SLACK_STAFF_CHANNEL: STAFF,
    SLACK_PATIENT_CHANNELS: 'C0COMMUNITY',
  });
  const echo = await startBoltEcho({ ...settings, SLACK_API_URL: slack.apiUrl });
  try {
    await greetAll({ slack, askwell });
    print(await measure({ slack, askwell, echo }));
  } finally {
    await Promise.all([askwell.stop(), echo.stop()]);
    await slack.stop();
  }
}

type Parts = { slack: SlackStandIn; askwell: Running; echo: Running };

/** At first contact a notice goes before the reply, a second ahead of it. */
async function greetAll({ slack, askwell }: Omit<Parts, 'echo'>): Promise<void> {
  await Promise.all(
    Array.from({ length: PEOPLE }, async (_, person) => {
      const answered = slack.next(
        ({ channel, text }) => channel === directOf('A', person) && text.includes('Driving'),
      );
      await write(askwell, { to: 'A', person, number: -1 - person });
      await answered;
    }),
  );
  await sleep(2000);
}

async function measure({ slack, askwell, echo }: Parts): Promise<Times> {
  const times: Times = { reply: [], echo: [], page: [] };
  const underWay: Promise<unknown>[] = [];
  const timed = async (to: 'A' | 'E', number: number) => {
    const channel = directOf(to, number % PEOPLE);
    const from = performance.now();
    const arrived = slack.next((post) => post.channel === channel);
    await write(to === 'A' ? askwell : echo, { to, person: number % PEOPLE, number });
    times[to === 'A' ? 'reply' : 'echo'].push((await arrived) - from);
  };
  let tickets = 0;
  const ticket = async () => {
    tickets += 1;
    const mine = `ticket ${tickets}*`;
    const from = performance.now();
    const paged = slack.next(
      ({ channel, text }) =>
        channel === STAFF && text.includes('<!channel>') && text.includes(mine),
    );
    await fetch(`${askwell.url}/api/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'i cant breathe' }),
    });
    times.page.push((await paged) - from);
  };
  const startedAt = performance.now();
  for (let number = 0; number < EVENTS; number += 1) {
    const at = (number * 1000) / A_SECOND;
    await sleep(Math.max(0, startedAt + at - performance.now()));
    if (at >= tickets * BETWEEN_TICKETS_MS) underWay.push(ticket());
    underWay.push(timed('A', number));
    await sleep(500 / A_SECOND);
    underWay.push(timed('E', number));
  }
  await Promise.all(underWay);
  return times;
}

function directOf(to: 'A' | 'E', person: number): string {
  return `D${to}${person}`;
}

async function write(
  { url }: Running,
  { to, person, number }: { to: 'A' | 'E'; person: number; number: number },
): Promise<void> {
  const ts = `${1_763_900_000 + number}.000100`;
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    event_id: `Ev${to}${number}`,
    authorizations: [{ team_id: 'T1', user_id: BOT_USER, is_bot: true }],
    event: {
      type: 'message',
      channel_type: 'im',
      channel: directOf(to, person),
      user: `U${to}${person}`,
      text: QUESTION,
      ts,
      event_ts: ts,
    },
  });
  const { status } = await fetch(`${url}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed(body, new Date().toISOString()) },
    body,
  });
  if (status !== 200) throw new Error(`${url} answered ${status}`);
}

function print(times: Times): void {
  console.log(
    `\nSlack without Slack's own time, ${EVENTS} events at ${A_SECOND} a second and ${times.page.length} emergencies`,
  );
  console.log('                              ratio   p50 ms   p99 ms  worst ms');
  const bare = quantile(times.echo, 0.5);
  const rows = [
    ['reply to the patient', times.reply],
    ['bare Bolt echo', times.echo],
    ['emergency to page', times.page],
  ] as const;
  for (const [label, list] of rows) {
    const cells = [
      label.padEnd(26),
      (quantile(list, 0.5) / bare).toFixed(1).padStart(8),
      quantile(list, 0.5).toFixed(1).padStart(8),
      quantile(list, 0.99).toFixed(1).padStart(8),
      Math.max(...list)
        .toFixed(1)
        .padStart(9),
    ];
    console.log(cells.join(' '));
  }
  console.log(
    'ratio: median for one of the echo; a page follows its card after the second that Slack wants between posts',
  );
}
