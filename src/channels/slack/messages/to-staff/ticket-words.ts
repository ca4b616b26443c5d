import type { Urgency } from '../../../../domain/concern.ts';
import type { Instant } from '../../../../domain/ids.ts';
import type { Ticket } from '../../../../domain/ticket.ts';
import { SECOND_MS } from '../../../../shared/clock.ts';

/** What is urgent is told apart by a word in capitals and by a sign, so that nobody needs to see a colour. */
const URGENCY: Record<Urgency, { sign: string; word: string }> = {
  emergency: { sign: ':rotating_light: ', word: 'EMERGENCY' },
  urgent: { sign: ':warning: ', word: 'URGENT' },
  routine: { sign: '', word: 'routine' },
};

export const signOf = ({ urgency }: Pick<Ticket, 'urgency'>): string => URGENCY[urgency].sign;

/** Such as `self harm · aftercare · EMERGENCY`; no word of the patient. */
export function aboutTicket({ reason, topic, urgency }: Ticket): string {
  const about = [reason, topic].filter((word) => word !== undefined).map(readable);
  return [...about, URGENCY[urgency].word].join(' · ');
}

function readable(word: string): string {
  return word.replaceAll('_', ' ');
}

/** A moment that each reader sees in their own zone; where Slack cannot, in UTC. */
export function moment(at: Instant): string {
  return dateToken(at, '{date_short_pretty} at {time}');
}

/** How long ago, which Slack keeps up to date by itself. */
export function ago(at: Instant): string {
  return dateToken(at, '{ago}');
}

function dateToken(at: Instant, format: string): string {
  const seconds = Math.floor(Date.parse(at) / SECOND_MS);
  return `<!date^${seconds}^${format}|${at.slice(0, 16).replace('T', ' ')} UTC>`;
}
