import type { ReviewReminder } from '../../../../conversation/reminders/due-reminders.ts';
import type { StaffMember } from '../../../../domain/staff.ts';
import { escapeForSlack } from '../mrkdwn.ts';
import type { Post } from '../patient-post.ts';

/** More would be no reminder but a list; the console has it. */
const MOST_SHOWN = 20;

/** Which answers someone must look at again, with the way to each. */
export function reviewPost(
  reminders: readonly ReviewReminder[],
  { moderators, consoleUrl }: { moderators: readonly StaffMember[]; consoleUrl: string },
): Post {
  const called = moderators.flatMap(({ slackUserId }) =>
    slackUserId ? [`<@${slackUserId}>`] : [],
  );
  const rest = reminders.length - MOST_SHOWN;
  const lines = [
    [...called, '*Answers to review*'].join(' '),
    ...reminders.slice(0, MOST_SHOWN).map((one) => lineOf(one, consoleUrl)),
    ...(rest > 0 ? [`And ${rest} more: <${consoleUrl}/answers|all answers>`] : []),
  ];
  return {
    text: lines.join('\n'),
    blocks: lines.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } })),
  };
}

function lineOf({ id, locale, title, days, reviewBy }: ReviewReminder, consoleUrl: string): string {
  const link = `<${consoleUrl}/answers/${locale}/${id}|${escapeForSlack(title)}>`;
  return `• ${link} (${locale}): ${whenOf(days)}, by ${reviewBy.slice(0, 10)}`;
}

function whenOf(days: ReviewReminder['days']): string {
  switch (days) {
    case 0:
      return '*past its review date, so it is not sent any more*';
    case 1:
      return 'review within *a day*';
    default:
      return `review within ${days} days`;
  }
}
