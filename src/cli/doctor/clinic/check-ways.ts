import { DeliveryError } from '../../../conversation/outbox/delivery.ts';
import { bad, doubtful, type Finding, good } from '../finding.ts';

/** Resolves where the place can be used, rejects with what is wrong. Nothing is sent to anybody. */
type Try = () => Promise<void>;

export type WaysToTry = {
  isLive: boolean;
  slack: boolean;
  email: Try | undefined;
  webhook: Try | undefined;
};

/** The ways by which a page reaches people, as far as that can be tried without calling them. */
export async function checkWays({ isLive, slack, email, webhook }: WaysToTry): Promise<Finding[]> {
  if (!slack && !email && !webhook) {
    const found = 'no way is set by which an emergency calls somebody';
    const todo =
      'Set SMTP_URL and MAIL_FROM, or PAGE_WEBHOOK_URL and PAGE_WEBHOOK_SECRET, or connect Slack.';
    return [isLive ? bad('ways', found, todo) : doubtful('ways', found, todo)];
  }
  return [
    ...(email
      ? [
          await tried('ways.email', {
            name: 'the mail server',
            setting: 'SMTP_URL',
            attempt: email,
          }),
        ]
      : []),
    ...(webhook
      ? [
          await tried('ways.webhook', {
            name: 'the webhook',
            setting: 'PAGE_WEBHOOK_URL',
            attempt: webhook,
          }),
        ]
      : []),
  ];
}

async function tried(
  id: string,
  { name, setting, attempt }: { name: string; setting: string; attempt: Try },
): Promise<Finding> {
  try {
    await attempt();
    return good(id, `${name} can be used; askwell page test sends a test page`);
  } catch (error) {
    const why = problemOf(error);
    return bad(
      id,
      `${name} cannot be used (${why})`,
      `Look at ${setting}, and whether the network lets it through.`,
    );
  }
}

function problemOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (!(error instanceof DeliveryError)) return typeof code === 'string' ? code : 'refused';
  const { failure } = error;
  return failure.kind === 'rate_limited' ? 'rate limited' : failure.problem;
}
