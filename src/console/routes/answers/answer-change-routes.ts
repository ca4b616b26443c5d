import { z } from 'zod';
import type { AnswerLife } from '../../../answer-bank/answer-life.ts';
import { AnswerContent, ApprovalKind } from '../../../domain/answer.ts';
import type { StaffId } from '../../../domain/ids.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { type AnswerKey, EDITS, OneAnswer, OneRevision, RevisionNumber } from './answer-key.ts';
import { isRefused, type LifeOutcome, refusalOf } from './answer-refusals.ts';
import type { AnswerViewer } from './answer-views.ts';

/** The steps of an answer's life. Each gives the answer as it is afterwards, or says why the step was not taken. */
export function answerChangeRoutes(
  { answerLife }: { answerLife: AnswerLife },
  viewOf: AnswerViewer,
): ConsoleRoute[] {
  const told = (key: AnswerKey, reader: StaffId, outcome: LifeOutcome) =>
    isRefused(outcome) ? refusalOf(outcome) : viewOf(key, reader);
  return [
    staffRoute({
      method: 'POST',
      url: '/answers/:locale/:id/revisions',
      roles: EDITS,
      input: OneAnswer.extend({
        body: z.object({
          content: AnswerContent,
          basedOn: RevisionNumber,
          note: z.string().trim().max(500).default(''),
        }),
      }),
      async run({ params, body: { note, ...proposal } }, { staff }) {
        const words = note === '' ? {} : { note };
        const outcome = await answerLife.propose({
          ...params,
          ...proposal,
          ...words,
          author: staff.id,
        });
        return told(params, staff.id, outcome);
      },
    }),
    ...(['submit', 'publish', 'retire', 'rollback'] as const).map((step) =>
      staffRoute({
        method: 'POST',
        url: `/answers/:locale/:id/revisions/:number/${step}`,
        roles: EDITS,
        input: OneRevision,
        run: async ({ params: { number, ...key } }, { staff }) =>
          told(key, staff.id, await answerLife[step](key, number, staff.id)),
      }),
    ),
    staffRoute({
      method: 'POST',
      url: '/answers/:locale/:id/revisions/:number/approve',
      roles: EDITS,
      input: OneRevision.extend({
        body: z.object({ kind: ApprovalKind, contentHash: z.string().length(64) }),
      }),
      run: async ({ params: { number, ...key }, body }, { staff }) =>
        told(key, staff.id, await answerLife.approve(key, number, { by: staff.id, ...body })),
    }),
  ];
}
