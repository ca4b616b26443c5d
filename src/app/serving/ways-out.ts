import type { App } from '../../app.ts';
import type { PageEmail } from '../../channels/email/create-email.ts';
import type { Slack } from '../../channels/slack/create-slack.ts';
import type { Config } from '../../config.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Clock, Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { StaffRepository } from '../../store/store.ts';

type PagesOut = {
  config: Config;
  staff: Pick<StaffRepository, 'find'>;
  answers: () => Promise<readonly Answer[]>;
  publicUrl: string;
  now: Clock;
  log: Log;
};

/** The ways pages take but for Slack. What is not set is not loaded. */
export async function pagesOut(out: PagesOut) {
  return { email: await emailOf(out), webhook: await webhookOf(out) };
}

async function emailOf({ config, publicUrl, ...deps }: PagesOut): Promise<PageEmail | undefined> {
  const { SMTP_URL, MAIL_FROM } = config;
  if (!SMTP_URL || !MAIL_FROM) return undefined;
  const { createEmail } = await import('../../channels/email/create-email.ts');
  const settings = { SMTP_URL, MAIL_FROM };
  return createEmail({ ...deps, settings, consoleUrl: `${publicUrl}/console` });
}

async function webhookOf({ config, publicUrl, ...deps }: PagesOut) {
  const { PAGE_WEBHOOK_URL, PAGE_WEBHOOK_SECRET } = config;
  if (!PAGE_WEBHOOK_URL || !PAGE_WEBHOOK_SECRET) return undefined;
  const { createWebhook } = await import('../../channels/webhook/create-webhook.ts');
  const settings = { ...config, PAGE_WEBHOOK_URL, PAGE_WEBHOOK_SECRET };
  return createWebhook({ ...deps, settings, consoleUrl: `${publicUrl}/console` });
}

/** Nothing of Slack is loaded without a token. */
export async function slackOf(
  app: App,
  { receive, publicUrl, wait }: { receive: App['receive']; publicUrl: string; wait: Wait },
): Promise<Slack | undefined> {
  const { config: settings, feedback, staffActions, clocks, store, sender, blocks, now, log } = app;
  if (!settings.SLACK_BOT_TOKEN) return undefined;
  const [{ createSlack }, { slackTiming }] = await Promise.all([
    import('../../channels/slack/create-slack.ts'),
    import('../../channels/slack/slack-timing.ts'),
  ]);
  const consoleUrl = `${publicUrl}/console`;
  return createSlack({
    settings,
    receive,
    feedback,
    staffActions,
    clocks,
    store,
    sender,
    blocks,
    consoleUrl,
    timing: { ...slackTiming, wait },
    now,
    log,
  });
}
