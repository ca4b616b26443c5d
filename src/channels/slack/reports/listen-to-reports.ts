import type { App, MessageShortcut } from '@slack/bolt';
import { z } from 'zod';
import type { ReportAnswer } from '../../../conversation/reports/report-answer.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import { type MessageRef, readRef } from '../messages/message-ref.ts';
import { conversationAt } from '../patients/place/slack-place.ts';
import type { LinkStaff } from '../staff/link-staff.ts';
import { slackUserOf } from '../staff/staff-click.ts';

/** The name that the manifest gives the shortcut. */
const REPORT_SHORTCUT = 'report_answer';

const ReportClick = z.object({
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }),
  message: z.object({
    ts: z.string(),
    thread_ts: z.string().optional(),
    bot_id: z.string().optional(),
    blocks: z.array(z.object({ block_id: z.string().optional() })).default([]),
  }),
});
type ReportClick = z.infer<typeof ReportClick>;

type Deps = {
  reportAnswer: ReportAnswer;
  linkStaff: LinkStaff;
  store: Store;
  /** What is said to who reported, in approved words. */
  words: { thanks: string; notOurs: string };
  log: Log;
};

/** "Report this answer" in the menu of a message. It is stored before Slack is answered; who reported is thanked alone. */
export function listenToReports(app: App, deps: Deps): void {
  const shortcut = { callback_id: REPORT_SHORTCUT, type: 'message_action' } as const;
  app.shortcut<MessageShortcut>(shortcut, async ({ ack, body, client }) => {
    const click = ReportClick.parse(body);
    const isReported = await report(click, deps);
    await ack();
    const { channel, user, message } = click;
    await client.chat
      .postEphemeral({
        channel: channel.id,
        user: user.id,
        text: isReported ? deps.words.thanks : deps.words.notOurs,
        ...(message.thread_ts && { thread_ts: message.thread_ts }),
      })
      .catch((err: unknown) => deps.log.warn({ err }, 'who reported an answer was not thanked'));
  });
}

async function report(click: ReportClick, { reportAnswer, ...deps }: Deps): Promise<boolean> {
  const ref = refIn(click);
  if (!ref) return false;
  const reporter = await reporterOf(click, ref, deps);
  const { kind } = await reportAnswer({ ...ref, reporter });
  return kind === 'reported';
}

/** Our own messages name themselves in a block; another app's have no such block. */
function refIn({ message }: ReportClick): MessageRef | undefined {
  if (!message.bot_id) return undefined;
  return message.blocks.map(({ block_id }) => readRef(block_id, 'said')).find(Boolean);
}

/**
 * The patient themselves reports in their own conversation. Anyone else gets one for their reports: staff who answer
 * them must not speak to the patient.
 */
async function reporterOf(
  click: ReportClick,
  ref: MessageRef,
  { store, linkStaff, log }: Pick<Deps, 'store' | 'linkStaff' | 'log'>,
) {
  const { channel, message } = click;
  const user = slackUserOf(click);
  const reported = await store.conversations.find(ref.conversation);
  if (reported?.address.user === user.id) {
    return { conversation: reported.id, address: reported.address };
  }
  const place = { team: user.team ?? '', channel: channel.id, user: user.id, thread: 'reports' };
  const thread_ts = message.thread_ts ?? message.ts;
  const staff = await linkStaff(user).catch((err: unknown) => {
    log.warn({ err }, 'it is not known whether a report came from staff');
    return undefined;
  });
  return {
    conversation: await conversationAt(place, store),
    address: { team: place.team, channel: channel.id, user: user.id, thread_ts },
    staff: staff?.id,
  };
}
