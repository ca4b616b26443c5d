import type { Urgency } from '../../../domain/concern.ts';
import type { TurnOutcome } from '../../../domain/conversation.ts';
import type { Locale, TicketNumber } from '../../../domain/ids.ts';
import type { Signature } from '../../../domain/staff.ts';
import type { Reason } from '../../../domain/ticket.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/clock.ts';
import type { DemoParts } from '../demo-parts.ts';
import type { Dice } from '../dice.ts';
import type { Timeline } from '../timeline.ts';
import type { SamplePeople } from './sample-people.ts';

/** How far staff come with a ticket: nobody has it, somebody has it, it is answered, it is done. */
export type StaffPlan = 'waits' | 'claims' | 'answers' | 'resolves';

/** Minutes from the ticket to the claim, and from the last word to the end. */
const PACE: Record<Urgency, { claim: [number, number]; resolve: [number, number] }> = {
  emergency: { claim: [1, 8], resolve: [15, 40] },
  urgent: { claim: [3, 24], resolve: [10, 45] },
  routine: { claim: [6, 150], resolve: [5, 40] },
};
/** Where it is told how far they come. */
const CLAIMED_AFTER_MINUTES = 5;
/** On the clinic's clock of UTC, in winter time. */
const OPENS_AT_UTC = 14;
const CLOSES_AT_UTC = 22;

const REPLIES: Partial<Record<Reason, string>> = {
  emergency:
    'Sample reply: please call 911 now if you have not. I am with you here until they come.',
  overdose: 'Sample reply: please call 911 now. I am with you here until they come.',
  self_harm:
    'Sample reply: I am glad that you wrote. You can call or text 988 at any hour. May I call you now?',
  abuse_disclosed: 'Sample reply: I am glad that you told us. Is it safe to call you now?',
  side_effect_now: 'Sample reply: thank you for telling us. A nurse calls you within the hour.',
  dose: 'Sample reply: please keep to your written plan for now. Your prescriber calls you today.',
  schedule:
    'Sample reply: I looked for you in the plan. Your prescriber calls you about the next date.',
  no_answer:
    'Sample reply: good question. I asked at the front desk, and they call you back today.',
  human: 'Sample reply: I am here now. How can I help?',
};
const OTHERWISE: Record<Locale, string> = {
  en: 'Sample reply: thank you for your question. I ask your care team and call you back today.',
  es: 'Respuesta de muestra: gracias por su pregunta. Hablo con su equipo y le llamamos hoy.',
};

type Opened = { number: TicketNumber; reason: Reason; urgency: Urgency; locale: Locale };

export type Working = {
  parts: Pick<DemoParts, 'staffActions' | 'store'>;
  timeline: Timeline;
  dice: Dice;
  people: SamplePeople;
};

/** Staff take up a ticket when a turn opens it. When they look, they also find those that came another way, or came again. */
export function letStaffWork(working: Working) {
  const inHand = new Set<TicketNumber>();
  const take = (ticket: Opened, plan: StaffPlan | undefined) => {
    if (inHand.has(ticket.number)) return;
    inHand.add(ticket.number);
    takeUp(ticket, { plan, working, done: () => inHand.delete(ticket.number) });
  };
  return {
    onTurn({ turn }: TurnOutcome, plan: StaffPlan | undefined): void {
      for (const ticket of turn.tickets) take({ ...ticket, locale: turn.locale }, plan);
    },
    async look(): Promise<void> {
      for (const {
        ticket,
        conversation,
      } of await working.parts.store.conversations.openTickets()) {
        if (ticket.state === 'new') take({ ...ticket, locale: conversation.locale }, undefined);
      }
    },
  };
}

type TakingUp = { plan: StaffPlan | undefined; working: Working; done(): void };

function takeUp(ticket: Opened, { plan, working, done }: TakingUp): void {
  const { timeline, dice, people } = working;
  const { claim, resolve } = PACE[ticket.urgency];
  const by = dice.happens(0.65) ? people.nurse : people.coordinator;
  const claimAfter = (plan ? CLAIMED_AFTER_MINUTES : dice.between(...claim)) * MINUTE_MS;
  const resolveAfter = dice.between(...resolve) * MINUTE_MS;
  const asks = dice.happens(0.2);
  if (plan === 'waits') return;
  const ready =
    ticket.urgency === 'routine' && !plan ? nextOpening(timeline.nowMs) : timeline.nowMs;
  const { staffActions } = working.parts;
  timeline.at(ready + claimAfter, async () => {
    await staffActions.claim(ticket.number, by);
    if (plan === 'claims') return;
    timeline.after(2 * MINUTE_MS, () => reply(ticket, by, { asks, working }));
    if (plan === 'answers') return;
    timeline.after(2 * MINUTE_MS + resolveAfter, async () => {
      await staffActions.resolve(ticket.number, by);
      done();
    });
  });
}

async function reply(
  { number, reason, locale }: Opened,
  by: Signature,
  { asks, working: { parts, people, timeline } }: { asks: boolean; working: Working },
): Promise<void> {
  const text = (locale === 'en' ? REPLIES[reason] : undefined) ?? OTHERWISE[locale];
  if (asks) {
    const note = `Sample note: told ${people.doctor.firstName} about it.`;
    await parts.staffActions.note(number, by, note);
  }
  const actionId = `sample reply ${number} ${timeline.nowMs}`;
  await parts.staffActions.reply(number, by, { text, actionId });
}

/** The same moment in opening hours, or the next morning or Monday. */
function nextOpening(ms: number): number {
  const at = new Date(ms);
  const isWeekend = [0, 6].includes(at.getUTCDay());
  const hour = at.getUTCHours();
  if (!isWeekend && hour >= OPENS_AT_UTC && hour < CLOSES_AT_UTC) return ms;
  const morning = new Date(ms).setUTCHours(OPENS_AT_UTC, 0, 0, 0);
  return nextOpening(!isWeekend && hour < OPENS_AT_UTC ? morning : morning + 24 * HOUR_MS);
}
