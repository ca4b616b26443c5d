import type { Answer } from '../../domain/answer.ts';
import type { Classifier } from '../../domain/classification.ts';
import type { IntentId } from '../../domain/ids.ts';
import { sha256 } from '../../shared/ids.ts';
import type { TurnDeps } from '../turn-deps.ts';
import { createAsking, type Got } from './ask/create-asking.ts';
import { inSlices } from './ask/in-slices.ts';
import { liveOf } from './candidate/candidate-bank.ts';
import type { AnswerTo } from './compare/is-right.ts';
import { previewOf } from './compare/preview-of.ts';
import type { Progress } from './jobs.ts';
import type { Preview } from './preview.ts';
import type { TriedQuestion } from './questions/question-set.ts';

/** A classifier that may serve instead of the one that does, with the intents it knows. */
export type OtherClassifier = {
  classifier: Classifier;
  intents: readonly IntentId[];
  staffOnly: ReadonlySet<IntentId>;
};

/** What answers a question: now, or after a change. */
export type Side = OtherClassifier & Pick<TurnDeps, 'bank' | 'sender'>;

export type Questions = {
  test(): Promise<readonly TriedQuestion[]>;
  past(): Promise<readonly TriedQuestion[]>;
};

/** Whether a question that gets this now may get something else after the change. */
export type Touched = (got: Got) => boolean;

type Change = {
  /** What `before` answers from. */
  answers: readonly Answer[];
  before: Side;
  after: Side;
  /** Left out where any question may be touched. */
  touched?: Touched | undefined;
};

/** More than are ever tried at once. */
const MOST_KEPT = 5000;

/** Asks every question on both sides. What it gets now is kept until something changes. */
export function createComparing({ turn, questions }: { turn: TurnDeps; questions: Questions }) {
  const ask = (side: Side) => createAsking({ ...turn, ...side });
  let kept = { key: '', gots: new Map<string, Got>() };

  async function askNow(
    all: readonly TriedQuestion[],
    { answers, before }: Change,
    progress: Partial<Progress>,
  ): Promise<ReadonlyMap<string, Got>> {
    const key = sha256(JSON.stringify([before.classifier.version, liveOf(answers)]));
    if (kept.key !== key || kept.gots.size > MOST_KEPT) kept = { key, gots: new Map() };
    const { gots } = kept;
    const missing = all.filter(({ id }) => !gots.has(id));
    const onProgress = (done: number) => progress.onProgress?.(done, missing.length + all.length);
    const asked = await inSlices(missing, ask(before), { ...progress, onProgress });
    missing.forEach(({ id }, at) => {
      const got = asked[at];
      if (got) gots.set(id, got);
    });
    return gots;
  }

  return async (change: Change, progress: Partial<Progress> = {}): Promise<Preview> => {
    const all = [...(await questions.test()), ...(await questions.past())];
    const { before, after, touched } = change;
    const gots = await askNow(all, change, progress);
    const again = all.filter(({ id }) => {
      const got = gots.get(id);
      return !touched || !got || touched(got);
    });
    const onProgress = (done: number) =>
      progress.onProgress?.(all.length + done, all.length + again.length);
    const asked = await inSlices(again, ask(after), { ...progress, onProgress });
    const others = new Map(again.map(({ id }, at) => [id, asked[at]]));
    const compared = all.flatMap((question) => {
      const old = gots.get(question.id);
      return old ? [{ question, before: old, after: others.get(question.id) ?? old }] : [];
    });
    return previewOf(compared, {
      answersTo: { before: answerTo(before), after: answerTo(after) },
      wordsOnly: touched !== undefined,
      at: turn.now(),
    });
  };
}

export function answerTo({ bank }: Pick<Side, 'bank'>): AnswerTo {
  return (intent, locale) => {
    const found = bank.find(intent, locale);
    return 'missing' in found ? undefined : found.id;
  };
}
