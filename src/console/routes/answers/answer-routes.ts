import { z } from 'zod';
import type { AnswerLife } from '../../../answer-bank/answer-life.ts';
import { findAnswer } from '../../../domain/answer.ts';
import { Locale } from '../../../domain/ids.ts';
import type { AnswerList, IntentView } from '../../wire/answers.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { answerChangeRoutes } from './answer-change-routes.ts';
import { EDITS, OneAnswer, RevisionNumber } from './answer-key.ts';
import { refusalOf } from './answer-refusals.ts';
import { AnswerSearch, findAnswers } from './answer-search.ts';
import { reviewQueue } from './review/review-queue.ts';
import { answerSummary } from './views/answer-summary.ts';
import {
  answerFrame,
  createAnswerViewer,
  readRules,
  type ViewerDeps,
} from './views/answer-views.ts';
import { checkContent, type ToSlack } from './views/check-content.ts';
import { diffRevisions } from './views/diff-revisions.ts';

export type AnswerRouteDeps = ViewerDeps & {
  answerLife: AnswerLife;
  intents: readonly IntentView[];
  toSlack: ToSlack;
};

export function answerRoutes(deps: AnswerRouteDeps): ConsoleRoute[] {
  const { store } = deps;
  const viewOf = createAnswerViewer(deps);
  return [
    staffRoute({
      method: 'GET',
      url: '/answers',
      roles: EDITS,
      input: z.object({ query: AnswerSearch }),
      async run({ query }): Promise<AnswerList> {
        const answers = await store.answers.all();
        const rules = await readRules(deps, answers);
        const listed = answers.map((answer) => ({
          answer,
          summary: answerSummary(answer, rules),
        }));
        return { ...findAnswers(query, listed), total: answers.length };
      },
    }),
    staffRoute({
      method: 'GET',
      url: '/intents',
      roles: EDITS,
      input: z.object({}),
      run: async () => ({ intents: deps.intents }),
    }),
    staffRoute({
      method: 'GET',
      url: '/review',
      roles: EDITS,
      input: z.object({}),
      async run(_, { staff }) {
        const answers = await store.answers.all();
        return reviewQueue(answers, staff, await readRules(deps, answers));
      },
    }),
    staffRoute({
      method: 'GET',
      url: '/answer-frame',
      roles: EDITS,
      input: z.object({ query: z.object({ locale: Locale }) }),
      run: async ({ query }) => answerFrame(deps, query.locale),
    }),
    staffRoute({
      method: 'GET',
      url: '/answers/:locale/:id',
      roles: EDITS,
      input: OneAnswer,
      run: async ({ params }, { staff }) =>
        (await viewOf(params, staff)) ?? refusalOf({ kind: 'no_such_answer' }),
    }),
    staffRoute({
      method: 'GET',
      url: '/answers/:locale/:id/diff',
      roles: EDITS,
      input: OneAnswer.extend({ query: z.object({ from: RevisionNumber, to: RevisionNumber }) }),
      async run({ params, query }) {
        const answer = findAnswer(await store.answers.all(), params);
        const contentOf = (wanted: number) =>
          answer?.revisions.find(({ number }) => number === wanted)?.content;
        const [from, to] = [contentOf(query.from), contentOf(query.to)];
        if (!from || !to) return refusalOf({ kind: 'no_such_revision' });
        return diffRevisions(from, to);
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/answers/lint',
      roles: EDITS,
      input: z.object({ body: z.object({ content: z.looseObject({}), locale: Locale }) }),
      run: async ({ body }) => checkContent(body, deps),
    }),
    ...answerChangeRoutes(deps, viewOf),
  ];
}
