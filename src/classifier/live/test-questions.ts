import type { Classification, Classifier } from '../../domain/classification.ts';
import type { IntentId } from '../../domain/ids.ts';
import { type Topic, topicOf } from '../../domain/topic.ts';
import { type Proportion, proportion } from '../evaluate-own.ts';

/** A question that moderators keep to see what a change does to it. `topic` is what it is about; unknown for a patient's. */
export type TestQuestion = { id: string; text: string; topic?: Topic };

/** What a question gets: an intent's answer, or what the bot does instead. */
type Understood = IntentId | 'asked_back' | 'out_of_scope' | 'abstained';

type ChangedQuestion = {
  id: string;
  before: Understood;
  after: Understood;
  /** Only where the question's topic is known. */
  verdict?: 'better' | 'worse' | 'same';
};

export type QuestionsCompared = {
  right: { before: Proportion; after: Proportion };
  changed: ChangedQuestion[];
  /** Ids of driving questions that would newly be answered with another topic. */
  drivingLost: string[];
};

type Classify = Pick<Classifier, 'classify'>;

export function compareQuestions(
  questions: readonly TestQuestion[],
  { before, after }: { before: Classify; after: Classify },
): QuestionsCompared {
  const all = questions.map(({ id, text, topic }) => ({
    id,
    topic,
    before: understood(before.classify(text)),
    after: understood(after.classify(text)),
  }));
  const known = all.filter(({ topic }) => topic !== undefined);
  const right = (when: 'before' | 'after') =>
    proportion(known.filter((one) => isRight(one[when], one.topic)).length, known.length);
  return {
    right: { before: right('before'), after: right('after') },
    changed: all.filter((one) => one.before !== one.after).map(changeOf),
    drivingLost: all
      .filter(({ topic }) => topic === 'driving')
      .filter((one) => isElsewhere(one.after) && !isElsewhere(one.before))
      .map(({ id }) => id),
  };
}

type Compared = { id: string; topic: Topic | undefined; before: Understood; after: Understood };

function changeOf({ id, topic, before, after }: Compared): ChangedQuestion {
  if (topic === undefined) return { id, before, after };
  const [old, now] = [isRight(before, topic), isRight(after, topic)];
  return { id, before, after, verdict: old === now ? 'same' : now ? 'better' : 'worse' };
}

function understood(found: Classification): Understood {
  if (found.kind === 'confident') return found.intent;
  return found.kind === 'ambiguous' ? 'asked_back' : found.kind;
}

function answeredTopic(what: Understood): Topic | undefined {
  if (what === 'asked_back' || what === 'out_of_scope' || what === 'abstained') return undefined;
  return topicOf(what);
}

/** Out of scope is right where nothing is answered. */
function isRight(what: Understood, topic: Topic | undefined): boolean {
  const answered = answeredTopic(what);
  if (topic === 'out_of_scope') return answered === undefined || answered === 'out_of_scope';
  return answered !== undefined && answered === topic;
}

function isElsewhere(what: Understood): boolean {
  const answered = answeredTopic(what);
  return answered !== undefined && answered !== 'driving';
}
