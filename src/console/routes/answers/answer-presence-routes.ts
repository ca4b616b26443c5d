import { z } from 'zod';
import type { Presence } from '../../../conversation/desk/presence.ts';
import type { Signature } from '../../../domain/staff.ts';
import type { PresenceView } from '../../wire.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { type AnswerKey, EDITS, OneAnswer } from './answer-key.ts';

/** Somebody writes a revision of an answer, or has its page open. A place is `driving.after-treatment en`. */
export type AnswerPresence = { writing: Presence<string>; looking: Presence<string> };

const placeOf = ({ id, locale }: AnswerKey) => `${id} ${locale}`;

/** As at tickets: a page says that it is there every few seconds, and asks who else is when it is told to. */
export function answerPresenceRoutes(presence: AnswerPresence): ConsoleRoute[] {
  return [
    staffRoute({
      method: 'GET',
      url: '/answers/:locale/:id/presence',
      roles: EDITS,
      input: OneAnswer,
      async run({ params }, { signature }): Promise<PresenceView> {
        const place = placeOf(params);
        const writing = namesOfOthers(presence.writing.who(place), signature);
        const looking = namesOfOthers(presence.looking.who(place), signature);
        const writers = new Set(writing.map(({ id }) => id));
        return { writing, looking: looking.filter(({ id }) => !writers.has(id)) };
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/answers/:locale/:id/presence',
      isAutomatic: true,
      roles: EDITS,
      input: OneAnswer.extend({ body: z.object({ doing: z.enum(['writing', 'looking']) }) }),
      async run({ params, body }, { signature }) {
        presence[body.doing].writing(placeOf(params), signature);
      },
    }),
  ];
}

function namesOfOthers(people: Signature[], { id: reader }: Signature) {
  return people.filter(({ id }) => id !== reader).map(({ id, firstName }) => ({ id, firstName }));
}
