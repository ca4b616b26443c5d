import type { ReviewGroup, ReviewQueue } from '../../wire/answers.ts';
import type { OverviewView } from '../../wire/overview.ts';
import type { DeskHealth, DeskNowView, WaitingTickets } from '../../wire.ts';

/** One thing that waits for the reader, and where it is done. */
export type Need = {
  id: string;
  tone: 'alarm' | 'warn' | 'plain';
  count: number | null;
  title: string;
  why: string;
  href: string;
};

/** What is at the desk for somebody who works there. A ticket is told once. */
export function deskNeeds({ needs: { alarms, late, waits, fresh } }: DeskNowView): Need[] {
  return some([
    {
      id: 'alarms',
      tone: 'alarm',
      count: alarms.count,
      title: counted(
        alarms,
        'emergency that nobody has claimed',
        'emergencies that nobody has claimed',
      ),
      why: 'Claim it now. Until then others are paged.',
      href: one(alarms) ?? '/desk?show=emergency',
    },
    {
      id: 'late',
      tone: 'alarm',
      count: late.count,
      title: counted(late, 'ticket is overdue', 'tickets are overdue'),
      why: 'Past the time that the clinic promised itself: yours, or claimed by nobody.',
      href: one(late) ?? '/desk?show=overdue',
    },
    {
      id: 'waits',
      tone: 'warn',
      count: waits.count,
      title: counted(waits, 'patient waits for your words', 'patients wait for your words'),
      why: 'They wrote after the last message of staff, in a ticket that you have.',
      href: one(waits) ?? '/desk?show=waiting',
    },
    {
      id: 'fresh',
      tone: 'warn',
      count: fresh.count,
      title: counted(fresh, 'ticket needs someone', 'tickets need someone'),
      why: 'Nobody has claimed it yet.',
      href: one(fresh) ?? '/desk',
    },
  ]);
}

/** What stands in the way of messages and pages. */
export function healthNeeds({ nobodyOnCall, deliveries }: DeskHealth): Need[] {
  const down = deliveries?.down.length ?? 0;
  const dead = deliveries?.dead ?? 0;
  return some([
    {
      id: 'down',
      tone: 'alarm',
      count: down,
      title: down === 1 ? 'way out is down' : 'ways out are down',
      why: 'Messages wait and are tried again by themselves. See what is wrong.',
      href: '/deliveries',
    },
    {
      id: 'dead',
      tone: 'warn',
      count: dead,
      title: dead === 1 ? 'delivery failed' : 'deliveries failed',
      why: 'These are not tried again by themselves.',
      href: '/deliveries',
    },
    {
      id: 'on-call',
      tone: 'warn',
      count: nobodyOnCall ? null : 0,
      title: 'Nobody is on call',
      why: 'An emergency pages everyone at once. Name who comes first.',
      href: '/people',
    },
  ]);
}

const DEEDS: readonly (readonly [ReviewGroup, string])[] = [
  ['approve', 'to approve'],
  ['publish', 'to publish'],
  ['renew', 'to look at again'],
  ['translate', 'to translate again'],
];

export function reviewNeeds({ groups, count }: ReviewQueue): Need[] {
  const parts = DEEDS.filter(([group]) => groups[group].length > 0);
  return some([
    {
      id: 'review',
      tone: 'warn',
      count,
      title: count === 1 ? 'text waits for you' : 'texts wait for you',
      why: `${parts.map(([group, deed]) => `${groups[group].length} ${deed}`).join(', ')}.`,
      href: '/review',
    },
  ]);
}

/** What waits for those who own the texts. */
export function textNeeds({ reviews, facts, gaps }: OverviewView): Need[] {
  return some([
    {
      id: 'past',
      tone: 'alarm',
      count: reviews.past,
      title: reviews.past === 1 ? 'answer is not sent any more' : 'answers are not sent any more',
      why: 'Past the review date, so the question goes to staff instead.',
      href: '/answers?state=expired',
    },
    {
      id: 'facts',
      tone: facts?.forYou ? 'warn' : 'plain',
      count: facts ? null : 0,
      title: 'Clinic facts wait for a signature',
      why: facts?.forYou
        ? 'Read them and sign: until then patients get the earlier ones.'
        : 'Someone else must sign them: until then patients get the earlier ones.',
      href: '/clinic',
    },
    {
      id: 'gaps',
      tone: 'plain',
      count: gaps.fresh,
      title: gaps.fresh === 1 ? 'new gap this week' : 'new gaps this week',
      why: `Questions that the bot did not meet. ${gaps.open.toLocaleString()} open in all.`,
      href: '/gaps?order=newest',
    },
    {
      id: 'near',
      tone: 'plain',
      count: reviews.near,
      title: reviews.near === 1 ? 'answer near its review date' : 'answers near their review date',
      why: 'Within 60 days. After its date an answer is not sent.',
      href: '/answers?sort=review',
    },
  ]);
}

/** Texts of answers that the reader began in this browser: nobody else sees them. */
export function draftNeeds(drafts: readonly string[]): Need[] {
  const names = drafts.filter((name) => name.startsWith('answer '));
  return names.map((name) => {
    const [, locale = '', id = ''] = name.split(' ');
    return {
      id: name,
      tone: 'plain',
      count: 1,
      title: `text of yours is not saved: ${id}`,
      why: 'It is kept in this browser alone. Save it as a draft, or drop it.',
      href: `/answers/${locale}/${id}/edit`,
    };
  });
}

const TONES: readonly Need['tone'][] = ['alarm', 'warn', 'plain'];

/** What is worst comes first, whatever it came from. */
export function byTone(needs: readonly Need[]): Need[] {
  return [...needs].sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone));
}

function some(needs: readonly Need[]): Need[] {
  return needs.filter(({ count }) => count !== 0);
}

function counted({ count }: WaitingTickets, single: string, plural: string): string {
  return count === 1 ? single : plural;
}

/** A single ticket is opened at once. */
function one({ only }: WaitingTickets): string | undefined {
  return only === null ? undefined : `/desk/${only}`;
}
