import { z } from 'zod';
import type { AnswerLife } from '../../../answer-bank/answer-life.ts';
import { AnswerContent, ApprovalKind } from '../../../domain/answer.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { type AnswerKey, EDITS, OneAnswer, OneRevision, RevisionNumber } from './answer-key.ts';
import { isRefused, type LifeOutcome, refusalOf } from './answer-refusals.ts';
import type { AnswerViewer } from './views/answer-views.ts';
import type { Reader } from './views/may-approve.ts';

const Proposal = z.object({
  content: AnswerContent,
  /** 0 for an answer that does not exist yet. */
  basedOn: z.number().int().nonnegative(),
  note: z.string().trim().max(500).default(''),
  /** The English revision whose words it follows. */
  translationOf: RevisionNumber.optional(),
});
const Given = z.object({ kind: ApprovalKind, contentHash: z.string().length(64) });
const Why = z.object({ why: z.string().trim().min(3, 'say why, for the history').max(500) });
const WhyDropped = z.object({ why: z.string().trim().max(500).default('') });

/** The steps of an answer's life. Each gives the answer as it is afterwards, or says why the step was not taken. */
export function answerChangeRoutes(
  { answerLife }: { answerLife: AnswerLife },
  viewOf: AnswerViewer,
): ConsoleRoute[] {
  const told = (key: AnswerKey, reader: Reader, outcome: LifeOutcome) =>
    isRefused(outcome) ? refusalOf(outcome) : viewOf(key, reader);
  return [
    staffRoute({
      method: 'POST',
      url: '/answers/:locale/:id/revisions',
      roles: EDITS,
      input: OneAnswer.extend({ body: Proposal }),
      async run({ params, body: { note, translationOf, ...proposal } }, { staff }) {
        const outcome = await answerLife.propose({
          ...params,
          ...proposal,
          ...(note !== '' && { note }),
          ...(translationOf !== undefined && { translationOf }),
          author: staff.id,
        });
        return told(params, staff, outcome);
      },
    }),
    ...(['submit', 'publish'] as const).map((step) =>
      staffRoute({
        method: 'POST',
        url: `/answers/:locale/:id/revisions/:number/${step}`,
        roles: EDITS,
        input: OneRevision,
        run: async ({ params: { number, ...key } }, { staff }) =>
          told(key, staff, await answerLife[step](key, number, staff.id)),
      }),
    ),
    ...(['approve', 'renew'] as const).map((step) =>
      staffRoute({
        method: 'POST',
        url: `/answers/:locale/:id/revisions/:number/${step}`,
        roles: EDITS,
        input: OneRevision.extend({ body: Given }),
        run: async ({ params: { number, ...key }, body }, { staff }) =>
          told(key, staff, await answerLife[step](key, number, { by: staff.id, ...body })),
      }),
    ),
    ...(['retire', 'withdraw', 'rollback'] as const).map((step) =>
      staffRoute({
        method: 'POST',
        url: `/answers/:locale/:id/revisions/:number/${step}`,
        roles: EDITS,
        input: OneRevision.extend({ body: Why }),
        run: async ({ params: { number, ...key }, body }, { staff }) =>
          told(key, staff, await answerLife[step](key, number, { by: staff.id, ...body })),
      }),
    ),
    staffRoute({
      method: 'POST',
      url: '/answers/:locale/:id/revisions/:number/drop',
      roles: EDITS,
      input: OneRevision.extend({ body: WhyDropped }),
      run: async ({ params: { number, ...key }, body }, { staff }) =>
        told(key, staff, await answerLife.drop(key, number, { by: staff.id, ...body })),
    }),
  ];
}
