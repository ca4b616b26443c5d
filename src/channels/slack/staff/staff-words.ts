import type { TicketNumber } from '../../../domain/ids.ts';

/** What staff are told on Slack when something was not done, and what to do. */

export function notLinked(slackUser: string): string {
  return `Nothing was done: your Slack account is not linked to an Askwell account. Ask an admin to enter your Slack member ID (${slackUser}) in your account, or to give you an account whose login is your Slack e-mail address.`;
}

export const NOT_AT_DESK =
  'Nothing was done: as a moderator you read the desk and do not answer tickets. Ask an admin for another role.';

export const FAILED = 'This was not done. Try again, or use the console.';

export function claimFirst(number: TicketNumber): string {
  return `Nothing was done: ticket ${number} is not yours. Claim it first.`;
}

export function noSuchTicket(number: TicketNumber): string {
  return `There is no ticket ${number}.`;
}

export function isResolved(number: TicketNumber): string {
  return `Ticket ${number} is resolved already.`;
}
