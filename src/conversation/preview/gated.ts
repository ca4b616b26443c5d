import type { AnswerLife } from '../../answer-bank/answer-life.ts';
import { publishRevision, returnsLive } from '../../answer-bank/revision-states.ts';
import { approveRevision } from '../../answer-bank/revisions/approve-revision.ts';
import { findRevision, type NotPreviewed } from '../../answer-bank/revisions/on-revision.ts';
import { findAnswer } from '../../domain/answer.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Store } from '../../store/store.ts';
import type { AnswerKey } from './candidate/candidate-bank.ts';
import { figureSentence } from './compare/safety-figures.ts';
import type { PublishPreview } from './create-publish-preview.ts';
import type { Preview } from './preview.ts';

export type GateDeps = {
  store: Pick<Store, 'answers' | 'documents'>;
  preview: Pick<PublishPreview, 'finished' | 'make'>;
  approvals: number;
  mode: 'demo' | 'live';
  now: Clock;
};

/**
 * The life of answers with a gate in front of all that makes words live: publishing needs a preview of exactly these bytes
 * against the bank as it is now; bringing words back, and the last approval of words that are published without, make
 * one; and a fall in any safety figure stops each of them. To take words back is never stopped. One at a time in this
 * process, so that no two are judged against a bank without the other.
 */
export function gated(
  life: AnswerLife,
  { store, preview, approvals, mode, now }: GateDeps,
): AnswerLife {
  const alone = oneAfterAnother();
  const find = async (key: AnswerKey) => findAnswer(await store.answers.all(), key);
  /** Before the sign-off nothing is served, and the demo serves the words as samples already. */
  const isServing = async () =>
    mode === 'live' && (await store.documents.find('firstRun'))?.signOff !== undefined;
  const rules = () => ({ approvals, at: now() });
  return {
    ...life,
    publish: (key, number, by) =>
      alone(async () => {
        // What could not be published anyway is refused for that, here: the way on is never open without a preview.
        const { result } = publishRevision(await find(key), number, rules());
        if (result.kind !== 'published') return result;
        const made = await preview.finished(key, number);
        if (!made) return { kind: 'needs_preview' };
        return objectionTo(made) ?? life.publish(key, number, by);
      }),
    approve: (key, number, reading) =>
      alone(async () => {
        // Whether this person may is for the life to say: here only whether it would be the last approval that lacks.
        const given = { ...reading, credential: 'other_clinician' as const };
        const would = approveRevision(await find(key), number, { given, rules: rules() });
        const live = would.result.kind === 'approved' && would.result.live;
        const made = live && (await isServing()) ? await preview.make(key, number) : undefined;
        return (made && objectionTo(made)) ?? life.approve(key, number, reading);
      }),
    rollback: (key, toNumber, told) =>
      alone(async () => {
        const found = findRevision(await find(key), toNumber);
        const live = found && returnsLive(found.revision, rules());
        const made = live ? await preview.make(key, toNumber) : undefined;
        return (made && objectionTo(made)) ?? life.rollback(key, toNumber, told);
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
