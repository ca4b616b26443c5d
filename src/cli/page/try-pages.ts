import { failureOf } from '../../conversation/outbox/delivery.ts';
import type { StaffMember } from '../../domain/staff.ts';
import { rosterOf } from '../../escalation/paging/roster.ts';
import { base32 } from '../../shared/ids.ts';
import { adviceOn } from './advice.ts';

/** The ways that are set, and who may be called on them. */
export type PageTools = {
  staff: StaffMember[];
  slack: boolean;
  /** Reject with a `DeliveryError` when the test is not taken. */
  email: { tryOut(id: string, to: string): Promise<void>; close(): void } | undefined;
  webhook: { tryOut(id: string): Promise<void> } | undefined;
  /** Whose fields the webhook has, for the line that tells of it. */
  format: string;
};

export type Tried = {
  way: 'e-mail' | 'webhook' | 'Slack' | 'page';
  /** First name and address, or the webhook's format. */
  to?: string;
  /** `accepted` by the mail server or the receiver; whether someone heard it they must say themselves. */
  outcome: 'accepted' | 'refused' | 'skipped';
  problem?: string;
  todo?: string;
};

/** Sends a test page on every way, one after another, and tells what came of each. Rejects never. */
export async function tryPages(tools: PageTools): Promise<Tried[]> {
  const { email, webhook, slack } = tools;
  if (!email && !webhook && !slack) return [noWay];
  return [...(await tryEmail(tools)), ...(await tryWebhook(tools)), ...ofSlack(slack)];
}

const noWay: Tried = {
  way: 'page',
  outcome: 'refused',
  problem: 'no way is set',
  todo: 'Set SMTP_URL and MAIL_FROM, or PAGE_WEBHOOK_URL and PAGE_WEBHOOK_SECRET, or connect Slack. Until then an emergency calls nobody.',
};

async function tryEmail(tools: PageTools): Promise<Tried[]> {
  const { email } = tools;
  if (!email) return [{ way: 'e-mail', outcome: 'skipped', todo: 'SMTP_URL is not set.' }];
  const people = onCall(tools);
  const tried: Tried[] = people.some((person) => person.email) ? [] : [nobodyByEmail];
  for (const { firstName, email: address } of people) {
    const to = address ? `${firstName}, ${address}` : firstName;
    if (address) tried.push(await tryOne('e-mail', to, (id) => email.tryOut(id, address)));
    else
      tried.push({
        way: 'e-mail',
        to,
        outcome: 'skipped',
        todo: 'No e-mail address: add it at People.',
      });
  }
  return tried;
}

const nobodyByEmail: Tried = {
  way: 'e-mail',
  outcome: 'refused',
  problem: 'nobody whom pages call has an e-mail address',
  todo: 'Give the people on call their place and their address at People in the console.',
};

/** All whom a page calls, from the first on call to the medical director. */
function onCall({ staff, email, webhook, slack }: PageTools): StaffMember[] {
  const ways = { email: email !== undefined, webhook: webhook !== undefined, slack };
  const { abuse, others } = rosterOf(staff, ways);
  const ids = new Set([...others, ...abuse].flat());
  return [...ids].flatMap((id) => staff.find((person) => person.id === id) ?? []);
}

async function tryWebhook({ webhook, format }: PageTools): Promise<Tried[]> {
  if (!webhook)
    return [{ way: 'webhook', outcome: 'skipped', todo: 'PAGE_WEBHOOK_URL is not set.' }];
  return [await tryOne('webhook', format, (id) => webhook.tryOut(id))];
}

function ofSlack(slack: boolean): Tried[] {
  const todo = slack ? 'Try it with: askwell slack check' : 'Slack is not connected.';
  return [{ way: 'Slack', outcome: 'skipped', todo }];
}

async function tryOne(
  way: 'e-mail' | 'webhook',
  to: string,
  send: (id: string) => Promise<void>,
): Promise<Tried> {
  try {
    await send(`test_${base32(20)}`);
    return { way, to, outcome: 'accepted' };
  } catch (error) {
    const failure = failureOf(error);
    const problem = failure.kind === 'rate_limited' ? 'rate_limited' : failure.problem;
    return { way, to, outcome: 'refused', problem, todo: adviceOn(way, problem) };
  }
}
