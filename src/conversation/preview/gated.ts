import type { AnswerLife } from '../../answer-bank/answer-life.ts';
import type { NotPreviewed } from '../../answer-bank/revision-states.ts';
import { isApproved } from '../../answer-bank/revisions/approvals.ts';
import type { Revision } from '../../domain/answer.ts';
import type { Store } from '../../store/store.ts';
import { type AnswerKey, findAnswer } from './candidate/candidate-bank.ts';
import { figureSentence } from './compare/safety-figures.ts';
import type { PublishPreview } from './create-publish-preview.ts';
import type { Preview } from './preview.ts';

export type GateDeps = {
  store: Pick<Store, 'answers'>;
  preview: Pick<PublishPreview, 'finished' | 'make'>;
  approvals: number;
};

const PUBLISHABLE: readonly Revision['state'][] = ['in_review', 'approved'];

/**
 * The life of answers with a gate in front of all that makes words live: publishing needs a preview of exactly these bytes
 * against the bank as it is now, bringing words back makes one, and a fall in any safety figure stops both. To take words
 * back is never stopped. One at a time, so that no two are judged against a bank without the other.
 */
export function gated(life: AnswerLife, { store, preview, approvals }: GateDeps): AnswerLife {
  const alone = oneAfterAnother();
  const find = async (key: AnswerKey, number: number) =>
    findAnswer(await store.answers.all(), key)?.revisions.find((one) => one.number === number);
  return {
    ...life,
    publish: (key, number, by) =>
      alone(async () => {
        const revision = await find(key, number);
        // What could not be published anyway is refused for that, here: the way on is never open without a preview.
        if (!revision) return { kind: 'no_such_revision' };
        if (!PUBLISHABLE.includes(revision.state)) return { kind: 'wrong_state' };
        const made = await preview.finished(key, number);
        if (!made) return { kind: 'needs_preview' };
        return objectionTo(made) ?? life.publish(key, number, by);
      }),
    rollback: (key, toNumber, by) =>
      alone(async () => {
        const revision = await find(key, toNumber);
        // Approvals of a wording that was live once are complete or never will be: without them it goes to review.
        const live = revision && isApproved(revision, approvals);
        const made = live ? await preview.make(key, toNumber) : undefined;
        return (made && objectionTo(made)) ?? life.rollback(key, toNumber, by);
      }),
  };
}

function objectionTo({ figures }: Preview): NotPreviewed | undefined {
  const fell = figures.filter((figure) => figure.fell).map(figureSentence);
  if (fell.length === 0) return undefined;
  return {
    kind: 'figures_fell',
    problem: `It would make the bot less safe, so it was not published. ${fell.join(' ')} Change the text or the questions it answers.`,
  };
}

function oneAfterAnother() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const own = last.then(work, work);
    last = own.catch(() => undefined);
    return own;
  };
}
