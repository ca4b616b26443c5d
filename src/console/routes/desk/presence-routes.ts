import { z } from 'zod';
import type { Presence } from '../../../conversation/desk/presence.ts';
import type { Signature } from '../../../domain/staff.ts';
import type { PresenceView } from '../../wire.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { OneTicket, READS } from './ticket-input.ts';

/** Two signs, each true for seconds: somebody writes at a ticket, or has it open. */
export type DeskPresence = { writing: Presence; looking: Presence };

/** A page says that it is there every few seconds, and asks who else is when it is told to. */
export function presenceRoutes({ presence }: { presence: DeskPresence }): ConsoleRoute[] {
  return [
    staffRoute({
      method: 'GET',
      url: '/tickets/:number/presence',
      roles: READS,
      input: OneTicket,
      async run({ params }, { signature }): Promise<PresenceView> {
        const writing = othersThan(signature, presence.writing.who(params.number));
        const looking = othersThan(signature, presence.looking.who(params.number));
        const writers = new Set(writing.map(({ id }) => id));
        return {
          writing: writing.map(named),
          looking: looking.filter(({ id }) => !writers.has(id)).map(named),
        };
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/tickets/:number/presence',
      isAutomatic: true,
      roles: READS,
      input: OneTicket.extend({ body: z.object({ doing: z.enum(['writing', 'looking']) }) }),
      async run({ params, body }, { signature }) {
        presence[body.doing].writing(params.number, signature);
      },
    }),
  ];
}

function othersThan({ id }: Signature, people: Signature[]): Signature[] {
  return people.filter((one) => one.id !== id);
}

function named({ id, firstName }: Signature) {
  return { id, firstName };
}
