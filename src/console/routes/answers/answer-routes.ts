import { z } from 'zod';
import type { AnswerLife } from '../../../answer-bank/answer-life.ts';
import { diffWords } from '../../../answer-bank/diff-words.ts';
import { lintContent } from '../../../answer-bank/lint/lint-content.ts';
import { AnswerContent } from '../../../domain/answer.ts';
import { Locale } from '../../../domain/ids.ts';
import type { AnswerList, IntentView, LintProblem } from '../../wire.ts';
import { namesOf } from '../person-names.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { answerChangeRoutes } from './answer-change-routes.ts';
import { EDITS, findAnswer, OneAnswer, RevisionNumber } from './answer-key.ts';
import { refusalOf } from './answer-refusals.ts';
import { AnswerSearch, byTopicAndTitle, matches } from './answer-search.ts';
import { answerSummary, createAnswerViewer, type ViewerDeps } from './answer-views.ts';

export type AnswerRouteDeps = ViewerDeps & {
  answerLife: AnswerLife;
  intents: readonly IntentView[];
};

export function answerRoutes(deps: AnswerRouteDeps): ConsoleRoute[] {
  const { store, intents, approvals, now } = deps;
  const viewOf = createAnswerViewer(deps);
  return [
    staffRoute({
      method: 'GET',
      url: '/answers',
      roles: EDITS,
      input: z.object({ query: AnswerSearch }),
      async run({ query }): Promise<AnswerList> {
        const answers = await store.answers.all();
        const rules = { approvals, at: now(), names: await namesOf(store) };
        const found = answers
          .map((answer) => ({ answer, summary: answerSummary(answer, rules) }))
          .filter(({ answer, summary }) => matches(query, summary, answer))
          .map(({ summary }) => summary);
        return { answers: found.sort(byTopicAndTitle), total: answers.length };
      },
    }),
    staffRoute({
      method: 'GET',
      url: '/intents',
      roles: EDITS,
      input: z.object({}),
      run: async () => ({ intents }),
    }),
    staffRoute({
      method: 'GET',
      url: '/answers/:locale/:id',
      roles: EDITS,
      input: OneAnswer,
      run: async ({ params }, { staff }) =>
        (await viewOf(params, staff.id)) ?? refusalOf({ kind: 'no_such_answer' }),
    }),
    staffRoute({
      method: 'GET',
      url: '/answers/:locale/:id/diff',
      roles: EDITS,
      input: OneAnswer.extend({ query: z.object({ from: RevisionNumber, to: RevisionNumber }) }),
      async run({ params, query }) {
        const answer = await findAnswer(store, params);
        const textOf = (wanted: number) =>
          answer?.revisions.find(({ number }) => number === wanted)?.content.text;
        const [from, to] = [textOf(query.from), textOf(query.to)];
        if (from === undefined || to === undefined) return refusalOf({ kind: 'no_such_revision' });
        return { changes: diffWords(from, to) };
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/answers/lint',
      roles: EDITS,
      input: z.object({ body: z.object({ content: z.unknown(), locale: Locale }) }),
      run: async ({ body }) => ({ problems: problemsOf(body.content, body.locale) }),
    }),
    ...answerChangeRoutes(deps, viewOf),
  ];
}

/** While someone types, a field may be empty or half an address: that is a problem to show like any other. */
function problemsOf(content: unknown, locale: Locale): LintProblem[] {
  const parsed = AnswerContent.safeParse(content);
  if (parsed.success) return lintContent(parsed.data, locale);
  return parsed.error.issues.map(({ path, message }) => ({
    field: path.join('.'),
    rule: 'schema',
    problem: message,
  }));
}
