import { createRandom } from '../../adversarial/inputs/random.ts';

export type Deed = 'claim' | 'send' | 'note' | 'release' | 'merge' | 'resolve';

/** What staff do about a ticket, and on which surface. */
export type TicketPlan = {
  via: 'slack' | 'console';
  by: 'ana' | 'ben';
  /** The other one claims at the same moment, on the other surface. */
  isRace: boolean;
  deeds: Deed[];
};

const WHOLE: readonly Deed[][] = [
  ['claim', 'send', 'resolve'],
  ['claim', 'send', 'resolve'],
  ['claim', 'send', 'send', 'resolve'],
  ['claim', 'note', 'send', 'resolve'],
  ['claim', 'release', 'claim', 'send', 'resolve'],
  ['claim', 'merge', 'send', 'resolve'],
  ['claim', 'resolve'],
];

/** In the end not every card says the same. */
const LEFT_OPEN: readonly Deed[][] = [['claim', 'send'], ['claim'], []];

/** From the seed and the ticket's number alone. What is urgent is never left where it would be paged for ever. */
export function planDeeds(seed: number, ticket: { number: number; isUrgent: boolean }): TicketPlan {
  const random = createRandom(seed * 99_991 + ticket.number);
  const isLeft = !ticket.isUrgent && random.chance(15);
  return {
    via: random.pick(['slack', 'console']),
    by: random.pick(['ana', 'ben']),
    isRace: random.chance(10),
    deeds: random.pick(isLeft ? LEFT_OPEN : WHOLE),
  };
}
