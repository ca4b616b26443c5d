import { setTimeout as delay } from 'node:timers/promises';
import type { SlackEmulator } from '../../support/slack-emulator.ts';
import { type Deed, planDeeds, type TicketPlan } from '../plan/plan-deeds.ts';
import type { Hands, Person } from './staff-hands.ts';

type Deps = {
  seed: number;
  slack: SlackEmulator;
  people: Record<TicketPlan['by'], Person>;
  hands: Record<TicketPlan['via'], Hands>;
};

type Listed = { number: number; urgency: string; state: string };

const LOOK_EVERY_MS = 300;
/** Somebody reads before they press. */
const BETWEEN_DEEDS_MS = 60;

/** Works on every ticket as its plan says, until it is told that no more come and none is left. */
export function beStaff({ seed, slack, people, hands }: Deps) {
  const begun = new Map<number, Promise<void>>();
  let last = false;

  /** Both at the same moment, each on another surface; gives who has it. */
  const race = async (number: number, { by, via }: TicketPlan): Promise<Person | undefined> => {
    const other = by === 'ana' ? 'ben' : 'ana';
    const [mine, theirs] = await Promise.all([
      hands[via]('claim', number, people[by]),
      hands[via === 'slack' ? 'console' : 'slack']('claim', number, people[other]),
    ]);
    if (mine) return people[by];
    return theirs ? people[other] : undefined;
  };
  const work = async (number: number, plan: TicketPlan) => {
    let who: Person | undefined = people[plan.by];
    const act = async (deed: Deed, person: Person) => {
      if (deed === 'claim' && plan.isRace) who = await race(number, plan);
      else if (!(await hands[plan.via](deed, number, person)) && deed !== 'merge') who = undefined;
    };
    for (const deed of plan.deeds) {
      if (who) await act(deed, who);
      await delay(BETWEEN_DEEDS_MS);
    }
  };
  const open = async (): Promise<Listed[]> =>
    ((await people.ana.caller.get('/tickets')) as { open: Listed[] }).open;
  const look = async () => {
    for (const { number, urgency } of await open()) {
      if (begun.has(number)) continue;
      const plan = planDeeds(seed, { number, isUrgent: urgency !== 'routine' });
      if (plan.via === 'slack' && !hasCard(slack, number)) continue;
      begun.set(number, work(number, plan));
    }
  };
  /** What is urgent must not be paged for ever; it may have become so after its plan was made. */
  const closeUrgent = async () => {
    for (const { number, urgency, state } of await open()) {
      if (urgency === 'routine' || state !== 'new') continue;
      await hands.console('claim', number, people.ana);
    }
  };
  const isAllSeenTo = async () => {
    const wasLast = last;
    await look();
    return wasLast && (await open()).every(({ number }) => begun.has(number));
  };
  const working = (async () => {
    while (!(await isAllSeenTo())) await delay(LOOK_EVERY_MS);
    await Promise.all(begun.values());
    await closeUrgent();
  })();
  return {
    /** Patients have stopped writing: ends when every ticket was seen to. */
    async finish() {
      last = true;
      await working;
    },
  };
}

/** How far the calls were read, and what was found in them. */
const read = new WeakMap<SlackEmulator, { upTo: number; cards: Set<number> }>();

function hasCard(slack: SlackEmulator, number: number): boolean {
  const known = read.get(slack) ?? { upTo: 0, cards: new Set<number>() };
  read.set(slack, known);
  for (const { method, params } of slack.calls.slice(known.upTo)) {
    if (method !== 'chat.postMessage' || params.get('channel') !== slack.staffChannel) continue;
    const found = /"block_id":"ticket_(\d+)"/.exec(params.get('blocks') ?? '')?.[1];
    if (found) known.cards.add(Number(found));
  }
  known.upTo = slack.calls.length;
  return known.cards.has(number);
}
