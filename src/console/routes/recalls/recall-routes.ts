import { z } from 'zod';
import type { Recalls, SendOutcome } from '../../../conversation/recall/create-recalls.ts';
import { createReceiverCounts } from '../../../conversation/recall/receivers/create-receiver-counts.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import type { ReceiversView, WithdrawnList } from '../../wire/recalls.ts';
import { EDITS, OneRevision } from '../answers/answer-key.ts';
import { type ConsoleRoute, Refusal, staffRoute } from '../route.ts';
import { withdrawnViews } from './withdrawn-views.ts';

export type RecallRouteDeps = { store: Store; recalls: Recalls; now: Clock; log: Log };

const OneRecall = OneRevision;

/** What was withdrawn as wrong, whom it reached, and telling them. */
export function recallRoutes(deps: RecallRouteDeps): ConsoleRoute[] {
  const { recalls } = deps;
  const countOf = createReceiverCounts(deps);
  const list = async (): Promise<WithdrawnList> => ({ withdrawn: await withdrawnViews(deps) });
  return [
    staffRoute({
      method: 'GET',
      url: '/recalls',
      roles: EDITS,
      input: z.object({}),
      run: list,
    }),
    staffRoute({
      method: 'GET',
      url: '/recalls/:locale/:id/:number/receivers',
      roles: EDITS,
      input: OneRecall,
      async run({ params: { number, ...key } }): Promise<ReceiversView | Refusal> {
        const isKnown = (await recalls.offer(key, number)) !== undefined;
        return isKnown ? countOf(key, number) : REFUSALS.no_such_revision;
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/recalls/:locale/:id/:number/send',
      roles: EDITS,
      input: OneRecall.extend({ body: z.object({ textHash: z.string().length(64) }) }),
      async run({ params: { number, ...key }, body }, { staff }) {
        const outcome = await recalls.send(key, number, { by: staff.id, ...body });
        return outcome.kind === 'started' ? list() : REFUSALS[outcome.kind];
      },
    }),
  ];
}

const REFUSALS: Record<Exclude<SendOutcome['kind'], 'started'>, Refusal> = {
  no_such_revision: new Refusal(
    404,
    'no_such_revision',
    'There is no such revision that patients were sent. Go back to the list of corrections.',
  ),
  not_withdrawn: new Refusal(
    409,
    'not_withdrawn',
    'This revision was not withdrawn. Withdraw it on its answer first.',
  ),
  changed: new Refusal(
    409,
    'changed',
    'What would be sent has changed since you read it. Read it again, then send it.',
  ),
  already: new Refusal(409, 'already', 'This was sent already, or is being sent now.'),
};
