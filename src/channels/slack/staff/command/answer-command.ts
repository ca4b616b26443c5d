import { TicketNumber } from '../../../../domain/ids.ts';
import type { Signature } from '../../../../domain/staff.ts';
import { urlOf } from '../../messages/to-staff/ticket-buttons.ts';
import { doDeed } from '../desk/do-deed.ts';
import { myQueue, type Queued } from '../desk/my-queue.ts';
import { queuedLines } from '../home/home-view.ts';
import { setAway } from '../set-away.ts';
import type { StaffDeps } from '../staff-deps.ts';

const HELP = [
  '*/askwell queue* shows your tickets and those that nobody has',
  '*/askwell claim 12* takes ticket 12; the patient is told that staff have joined',
  '*/askwell release 12* gives ticket 12 back to the queue',
  '*/askwell away* stops pages to you; *back* lets them reach you again',
  '*/askwell help* shows this',
].join('\n');

const MOST_SHOWN = 20;

/** What `/askwell …` answers, to be seen by who wrote it alone. */
export async function answerCommand(text: string, by: Signature, deps: StaffDeps): Promise<string> {
  const [word = '', argument] = text.trim().toLowerCase().split(/\s+/);
  switch (word) {
    case 'queue':
      return queueInWords(by, deps);
    case 'claim':
    case 'release':
      return deedInWords(word, argument, { by, deps });
    case 'away':
      await setAway({ id: by.id, away: true }, deps);
      return 'You are away: you are not paged, unless nobody else is left. /askwell back when you are here again.';
    case 'back':
      await setAway({ id: by.id, away: false }, deps);
      return 'You are back: pages reach you when you are on call.';
    case 'help':
    case '':
      return HELP;
    default:
      return `There is no such word.\n${HELP}`;
  }
}

async function deedInWords(
  deed: 'claim' | 'release',
  argument: string | undefined,
  { by, deps }: { by: Signature; deps: StaffDeps },
): Promise<string> {
  const number = TicketNumber.safeParse(Number(argument?.replace(/^#/, '')));
  if (!number.success) return `Which ticket? Write its number: /askwell ${deed} 12`;
  return (await doDeed({ deed, number: number.data, by }, deps)).text;
}

async function queueInWords(by: Signature, deps: StaffDeps): Promise<string> {
  const { mine, unclaimed } = await myQueue(by, deps);
  const all = [...mine, ...unclaimed];
  if (all.length === 0) return 'You have no ticket, and nothing waits for anyone.';
  const lines = all.slice(0, MOST_SHOWN).map((queued) => lineOf(queued, by, deps));
  const rest = all.length - MOST_SHOWN;
  return [...lines, ...(rest > 0 ? [`And ${rest} more in the console.`] : [])].join('\n\n');
}

function lineOf(queued: Queued, { firstName }: Signature, { consoleUrl }: StaffDeps): string {
  const { number } = queued.ticket;
  return `${queuedLines(queued, firstName)}\n<${urlOf(number, consoleUrl)}|Open ticket ${number}>`;
}
