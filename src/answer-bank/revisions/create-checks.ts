import {
  type Answer,
  type AnswerContent,
  findAnswer,
  type TranslationOf,
} from '../../domain/answer.ts';
import { FIRST_CHOICES } from '../../domain/documents.ts';
import type { AnswerId, Locale } from '../../domain/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Store } from '../../store/store.ts';
import { lintDates } from '../lint/check-upkeep.ts';
import { lintContent } from '../lint/lint-content.ts';
import type { LintProblem } from '../lint/lint-problem.ts';
import { revisionTranslationState, SOURCE_LOCALE, sourcesById } from '../translation.ts';
import { liveRevision } from './approvals.ts';
import { findRevision, type Refused, refused } from './on-revision.ts';

type AnswerKey = { id: AnswerId; locale: Locale };

type Deps = {
  store: Pick<Store, 'answers' | 'documents'>;
  knownIntents: Pick<ReadonlySet<string>, 'has'>;
  now: Clock;
};

/** What is looked at before a step of an answer's life, beside the answer itself. */
export function createChecks({ store, knownIntents, now }: Deps) {
  const words = async (key: AnswerKey, content: AnswerContent): Promise<Refused | undefined> => {
    const answers = await store.answers.all();
    const answered = intentsOfOthers(answers, key);
    const intents = content.intents.flatMap((intent): LintProblem[] => {
      const problem = knownIntents.has(intent) ? answered.get(intent) : `${intent} does not exist.`;
      return problem === undefined ? [] : [{ field: 'intents', rule: 'intent', problem }];
    });
    const kept = keptDates(findAnswer(answers, key));
    const sources = content.sources.filter(({ checked }) => !kept.has(checked));
    const dates = lintDates({ sources }, now());
    const problems = [...lintContent(content, key.locale), ...dates, ...intents];
    return problems.length > 0 ? { kind: 'refused', problems } : undefined;
  };
  return {
    /** Whether these words may be proposed, published, renewed or brought back. */
    words,
    async stored(key: AnswerKey, number: number): Promise<Refused | undefined> {
      const answer = findAnswer(await store.answers.all(), key);
      const content = findRevision(answer, number)?.revision.content;
      return content && words(key, content);
    },
    /** The English words that a translation is said to be made of. */
    async source(
      { id, locale }: AnswerKey,
      number: number | undefined,
    ): Promise<TranslationOf | Refused | undefined> {
      if (number === undefined) return undefined;
      if (locale === SOURCE_LOCALE) return refused('translation', 'English is no translation.');
      const english = sourcesById(await store.answers.all()).get(id);
      const found = findRevision(english, number);
      return found
        ? { revision: number, contentHash: found.revision.contentHash }
        : refused('translation', `The English answer has no revision ${number}.`);
    },
    /** A translation that would be withheld at once is not published. */
    async translation({ id, locale }: AnswerKey, number: number): Promise<Refused | undefined> {
      if (locale === SOURCE_LOCALE) return undefined;
      const answers = await store.answers.all();
      const revision = findRevision(findAnswer(answers, { id, locale }), number)?.revision;
      const english = sourcesById(answers).get(id);
      const { translationGraceDays: graceDays } =
        (await store.documents.find('choices')) ?? FIRST_CHOICES;
      const state =
        revision && revisionTranslationState(revision, english, { graceDays, at: now() });
      if (state !== 'withheld') return undefined;
      const live = english && liveRevision(english)?.number;
      const made = revision?.translationOf?.revision;
      return refused('translation', withheldInWords(made, live));
    },
  };
}

/** Days that shipped or were published stay: a clock that is behind must keep nobody from mending an answer. */
function keptDates(answer: Answer | undefined): Set<string> {
  const kept = answer?.revisions.filter(
    ({ author, publishedAt }) => author === 'starter' || publishedAt !== undefined,
  );
  return new Set(kept?.flatMap(({ content }) => content.sources.map(({ checked }) => checked)));
}

function withheldInWords(made: number | undefined, live: number | undefined): string {
  const of = `It is a translation of revision ${made} of the English answer, which is not live.`;
  if (live === undefined) return `${of} Publish the English words first.`;
  return made !== undefined && made > live
    ? `${of} Publish that one first.`
    : `${of} Translate revision ${live}.`;
}

/** What to say of an intent that another live answer has: with two, it would be chance which one a patient reads. */
export function intentsOfOthers(answers: readonly Answer[], key: AnswerKey): Map<string, string> {
  const others = answers.filter(({ id, locale }) => locale === key.locale && id !== key.id);
  return new Map(
    others.flatMap((other) =>
      (liveRevision(other)?.content.intents ?? []).map((intent): [string, string] => [
        intent,
        `${intent} is answered by ${other.id} already.`,
      ]),
    ),
  );
}
