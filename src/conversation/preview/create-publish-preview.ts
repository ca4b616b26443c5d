import { type Answer, findAnswer } from '../../domain/answer.ts';
import { sha256 } from '../../shared/ids.ts';
import type { Store } from '../../store/store.ts';
import type { TurnDeps } from '../turn-deps.ts';
import { createRemembering } from './ask/remember.ts';
import {
  type AnswerKey,
  differsInWords,
  liveOf,
  withPublished,
  withRetired,
} from './candidate/candidate-bank.ts';
import {
  answerTo,
  createComparing,
  type OtherClassifier,
  type Questions,
  type Side,
  type Touched,
} from './create-comparing.ts';
import { createJobs, type Progress } from './jobs.ts';
import type { Preview, PreviewState } from './preview.ts';

export type PublishPreview = {
  /** What publishing this revision would do. The first call starts it; the same call again says how far it is. */
  ofRevision(key: AnswerKey, number: number): Promise<PreviewState>;
  /** What taking the live revision back would do. */
  ofRetirement(key: AnswerKey): Promise<PreviewState>;
  /** Stops what is under way for it. */
  stop(key: AnswerKey, number: number): Promise<PreviewState>;
  /** Starts anew what was stopped or failed. */
  again(key: AnswerKey, number: number): Promise<PreviewState>;
  /** Made whole, of exactly these bytes against bank, classifier and test questions as they are now; else nothing. */
  finished(key: AnswerKey, number: number): Promise<Preview | undefined>;
  /** The same, waited for. Throws where it cannot be made. */
  make(key: AnswerKey, number: number): Promise<Preview | undefined>;
  /** What putting another classifier to work would do. */
  ofClassifier(other: OtherClassifier, progress?: Partial<Progress>): Promise<Preview>;
};

export type PreviewDeps = {
  store: Pick<Store, 'answers'>;
  /** As the turns have them; bank and sender are made for each side. */
  turn: TurnDeps;
  /** The bank and the sender as they would be with these answers. */
  withAnswers(answers: Answer[]): Promise<Pick<TurnDeps, 'bank' | 'sender'>>;
  questions: Questions;
};

const NONE = { state: 'no_such_revision' } as const;

export function createPublishPreview(deps: PreviewDeps): PublishPreview {
  const { store, turn, withAnswers, questions } = deps;
  const remembering = createRemembering();
  const gate = remembering.gate(turn.gate);
  const compare = createComparing({ turn: { ...turn, gate }, questions });
  const jobs = createJobs(turn.log);

  const serving = async (answers: readonly Answer[]): Promise<Side> => ({
    ...(await withAnswers([...answers])),
    classifier: remembering.classifier(turn.classifier),
    intents: turn.intents,
    staffOnly: turn.staffOnly,
  });

  /** Names what is looked at and what it is looked at against. */
  async function nameOf(what: string, answers: readonly Answer[]): Promise<string> {
    const test = await questions.test();
    const live = liveOf(answers).map(({ key, revision }) => [key, revision.contentHash]);
    return sha256(JSON.stringify([what, gate.version, turn.classifier.version, live, test]));
  }

  async function publishing(key: AnswerKey, number: number) {
    const answers = await store.answers.all();
    const revision = findAnswer(answers, key)?.revisions.find((one) => one.number === number);
    const changed = withPublished(answers, { ...key, number }, turn.now());
    if (!changed || !revision) return undefined;
    const name = await nameOf(`publish ${key.id} ${key.locale} ${revision.contentHash}`, answers);
    const work = async (progress: Progress) => {
      const before = await serving(answers);
      const touched = touchedBy(revision, { key, answers, bank: before.bank });
      const after = { ...before, ...(await withAnswers(changed)) };
      return compare({ answers, before, after, touched }, progress);
    };
    return { name, work };
  }

  async function retiring(key: AnswerKey) {
    const answers = await store.answers.all();
    const changed = withRetired(answers, key);
    if (!changed) return undefined;
    const name = await nameOf(`retire ${key.id} ${key.locale}`, answers);
    const work = async (progress: Progress) => {
      const before = await serving(answers);
      const after = { ...before, ...(await withAnswers(changed)) };
      return compare({ answers, before, after }, progress);
    };
    return { name, work };
  }

  return {
    async ofRevision(key, number) {
      const job = await publishing(key, number);
      return job ? jobs.stateOf(job) : NONE;
    },
    async ofRetirement(key) {
      const job = await retiring(key);
      return job ? jobs.stateOf(job) : NONE;
    },
    async stop(key, number) {
      const job = await publishing(key, number);
      return job ? jobs.stop(job.name) : NONE;
    },
    async again(key, number) {
      const job = await publishing(key, number);
      return job ? jobs.again(job) : NONE;
    },
    async finished(key, number) {
      const job = await publishing(key, number);
      return job && jobs.finished(job.name);
    },
    async make(key, number) {
      const job = await publishing(key, number);
      return job && jobs.made(job);
    },
    async ofClassifier({ classifier, ...other }, progress = {}) {
      const answers = await store.answers.all();
      const before = await serving(answers);
      const after = { ...before, ...other, classifier: remembering.classifier(classifier) };
      return compare({ answers, before, after }, progress);
    },
  };
}

type Around = { key: AnswerKey; answers: readonly Answer[]; bank: Side['bank'] };

/**
 * Where only words change, a question that has nothing to do with the answer gets the same: neither is it said, nor is it
 * on a button, nor may it stand beside a refusal. `undefined` where more than words change.
 */
function touchedBy(
  revision: Answer['revisions'][number],
  { key, answers, bank }: Around,
): Touched | undefined {
  const live = liveOf(answers).find((one) => one.key === `${key.id} ${key.locale}`)?.revision;
  if (!live || !differsInWords(live, revision)) return undefined;
  const { intents, besideDose, title } = live.content;
  const isServed = intents.every((intent) => answerTo({ bank })(intent, key.locale) === key.id);
  if (!isServed) return undefined;
  return (got) =>
    got.answers.some(({ id, locale }) => id === key.id && locale === key.locale) ||
    got.choices.includes(title) ||
    (besideDose && got.kind === 'safety');
}
