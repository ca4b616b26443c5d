import { newAuditEntryId } from '../../../domain/audit.ts';
import type { IntentId, Locale, StaffId } from '../../../domain/ids.ts';
import {
  type Expectation,
  type KeptQuestion,
  Question,
  type Questions,
  type TakenFrom,
} from '../../../domain/question.ts';
import type { Clock } from '../../../shared/clock.ts';
import { base32, sha256 } from '../../../shared/ids.ts';
import type { Store } from '../../../store/store.ts';
import { plainWords } from '../../examples/words/plain-words.ts';
import type { TriedQuestion } from './question-set.ts';
import { isIntent } from './read-test-questions.ts';

type NewQuestion = {
  text: string;
  locale: Locale;
  expect: Expectation;
  by: StaffId;
  from?: TakenFrom;
};

type QuestionRefused = {
  kind: 'refused';
  rule: 'words' | 'identifier' | 'no_intent' | 'duplicate' | 'example' | 'too_many';
  /** Says what to do; without anybody's words. */
  problem: string;
};

type KeepOutcome = { kind: 'kept'; id: string } | QuestionRefused;

/** The test questions: those that ship, and those that moderators add. */
export type QuestionDesk = {
  shipped: readonly Question[];
  /** Newest first. */
  kept(): Promise<KeptQuestion[]>;
  keep(question: NewQuestion): Promise<KeepOutcome>;
  drop(id: string, by: StaffId): Promise<'dropped' | 'none'>;
  /** All, as a preview tries them. */
  all(): Promise<TriedQuestion[]>;
};

type Deps = {
  store: Pick<Store, 'documents' | 'audit'>;
  shipped: readonly Question[];
  redact(text: string): { found: string[] };
  /** Of the classifier that serves. */
  live: { readonly intents: readonly IntentId[] };
  /** The example that says nearly the same. */
  nearestExample(text: string): string | undefined;
  now: Clock;
};

/** Each costs every preview a moment. */
const MOST_KEPT = 500;

const NONE: Questions = { schema: 1, questions: [] };

export function createQuestionDesk(deps: Deps): QuestionDesk {
  const { store, shipped, now } = deps;
  const fixed = shipped.map(
    (question): TriedQuestion => ({
      ...question,
      source: 'shipped',
      id: `shipped/${sha256(question.text).slice(0, 16)}`,
    }),
  );
  const audit = (by: StaffId, action: string, id: string) =>
    store.audit.append([
      { id: newAuditEntryId(), at: now(), by, action, subject: `test question ${id}` },
    ]);
  const kept = async () => ((await store.documents.find('questions')) ?? NONE).questions;
  return {
    shipped,
    kept: async () => [...(await kept())].reverse(),
    async keep({ by, from = 'written', ...wanted }) {
      const parsed = Question.safeParse(wanted);
      if (!parsed.success) return WORDS;
      const question = parsed.data;
      const refused = objectionTo(question, deps);
      if (refused) return refused;
      const id = `q_${base32(16)}`;
      const outcome = await store.documents.update<'questions', KeepOutcome>(
        'questions',
        async (current = NONE) => {
          const again = isAsked(question.text, [...shipped, ...current.questions]);
          if (again) return { next: undefined, result: DUPLICATE };
          if (current.questions.length >= MOST_KEPT) return { next: undefined, result: TOO_MANY };
          const added: KeptQuestion = { ...question, id, by, at: now(), from };
          const next = { ...current, questions: [...current.questions, added] };
          return { next, result: { kind: 'kept', id } };
        },
      );
      if (outcome.kind === 'kept') await audit(by, 'test question added', id);
      return outcome;
    },
    async drop(id, by) {
      const outcome = await store.documents.update('questions', async (current = NONE) => {
        const questions = current.questions.filter((one) => one.id !== id);
        if (questions.length === current.questions.length)
          return { next: undefined, result: 'none' as const };
        return { next: { ...current, questions }, result: 'dropped' as const };
      });
      if (outcome === 'dropped') await audit(by, 'test question removed', id);
      return outcome;
    },
    async all() {
      const own = (await kept()).map(
        ({ id, text, locale, expect }): TriedQuestion => ({
          source: 'kept',
          id,
          text,
          locale,
          expect,
        }),
      );
      return [...fixed, ...own];
    },
  };
}

function objectionTo(
  { text, expect }: Question,
  { redact, live, nearestExample }: Deps,
): QuestionRefused | undefined {
  if (redact(text).found.length > 0) return IDENTIFIER;
  if (isIntent(expect) && !live.intents.includes(expect)) return NO_INTENT;
  return nearestExample(text) === undefined ? undefined : EXAMPLE;
}

function isAsked(text: string, questions: readonly { text: string }[]): boolean {
  const words = plainWords(text).join(' ');
  return questions.some((one) => plainWords(one.text).join(' ') === words);
}

const refused = (rule: QuestionRefused['rule'], problem: string): QuestionRefused => ({
  kind: 'refused',
  rule,
  problem,
});

const WORDS = refused('words', 'A test question has 2 to 300 characters. Shorten it or add to it.');
const IDENTIFIER = refused(
  'identifier',
  'It holds something that may tell who a person is, such as a name or a number. Put other words there.',
);
const NO_INTENT = refused('no_intent', 'This intent does not exist. Choose one from the list.');
const EXAMPLE = refused(
  'example',
  'The classifier learns from nearly the same words already, so it would measure nothing. Ask it in another way.',
);
const DUPLICATE = refused('duplicate', 'This is a test question already.');
const TOO_MANY = refused(
  'too_many',
  `There are ${MOST_KEPT} test questions of yours. Remove one that you do not need.`,
);
