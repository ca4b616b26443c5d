import { type Logger, webApi } from '@slack/bolt';
import type { SlackSetup } from '../slack-settings.ts';
import type { SlackTiming } from '../slack-timing.ts';

export type SlackClients = {
  /** For the outbox: patient, and tells of a rate limit instead of waiting itself. */
  outbox: webApi.WebClient;
  /** For someone who clicked and waits: its answer must fit in Slack's three seconds. */
  quick: webApi.WebClient;
  quickOptions: webApi.WebClientOptions;
};

/** Nothing is tried again in here: the outbox does that, and knows what it may repeat. */
export function createSlackClients(
  { botToken, apiUrl }: SlackSetup,
  { logger, timing }: { logger: Logger; timing: SlackTiming },
): SlackClients {
  const options: webApi.WebClientOptions = {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timing.callWithinMs,
  };
  const quickOptions = { ...options, timeout: timing.answerWithinMs };
  return {
    outbox: new webApi.WebClient(botToken, options),
    quick: new webApi.WebClient(botToken, quickOptions),
    quickOptions,
  };
}
