import { type Proportion, proportion, TOPIC_OF_LABEL } from '../../classifier/evaluate-own.ts';
import { Topic } from '../../domain/topic.ts';
import type { Judged } from '../judge-held-out.ts';

/** What a message got that was not answered. */
export const UNANSWERED = ['asked back', 'staff', 'nothing'] as const;
export type Got = Topic | (typeof UNANSWERED)[number];

/** `precision`: of what the topic answered, right; `recall`: of its messages, answered rightly. */
type TopicFigures = { topic: Topic; precision: Proportion; recall: Proportion };

/** Were only the surest answered: `coverage` of all messages, the best guess right in `right` of them. */
type CoveragePoint = { leastConfidence: number; coverage: number; right: Proportion };

/** Best guesses with a confidence from `from` to `to`: on the mean `confidence`, right in `right` of them. */
type ReliabilityBin = { from: number; to: number; confidence: number; right: Proportion };

export type TopicReport = {
  messages: number;
  topics: TopicFigures[];
  /** Messages by the topic that is right, and by what they got. */
  confusion: { truth: Topic; got: Partial<Record<Got, number>> }[];
  riskCoverage: CoveragePoint[];
  /** Right among the surest nine in ten of the messages that the classifier saw. */
  rightAt90: Proportion;
  /** Messages of the topics that reached no classifier: the safety gate or a limit came before it. */
  stoppedBefore: Proportion;
  calibration: { bins: ReliabilityBin[]; ece: number };
};

/** A message whose label is a topic. `right` are the topics that its label and its acceptable labels name. */
type Case = {
  truth: Topic;
  right: ReadonlySet<Topic>;
  tolerated: ReadonlySet<Topic>;
  reply: Judged['reply'];
  guess: Guess | undefined;
};

type Guess = { topic: Topic; confidence: number };

const BINS = 10;
const POINTS = 100;

export function judgeTopics(judged: readonly Judged[]): TopicReport {
  const cases = judged.flatMap((one) => caseOf(one) ?? []);
  const inScope = cases.filter(({ truth }) => truth !== 'out_of_scope');
  const guessed = inScope
    .flatMap(({ guess, right }) =>
      guess ? [{ confidence: guess.confidence, isRight: right.has(guess.topic) }] : [],
    )
    .sort((a, b) => b.confidence - a.confidence);
  const surest = guessed.slice(0, Math.round(guessed.length * 0.9));
  return {
    messages: cases.length,
    topics: Topic.options
      .filter((topic) => topic !== 'out_of_scope')
      .map((topic) => figuresOf(topic, cases)),
    confusion: Topic.options.flatMap((truth) => confusionOf(truth, cases)),
    riskCoverage: riskCoverage(guessed, inScope.length),
    rightAt90: rightOf(surest),
    stoppedBefore: proportion(inScope.length - guessed.length, inScope.length),
    calibration: calibrationOf(guessed),
  };
}

function caseOf({ message, reply }: Judged): Case | undefined {
  const truth = TOPIC_OF_LABEL[message.label];
  if (!truth) return undefined;
  const topics = (labels: readonly string[]) =>
    labels.flatMap((label) => TOPIC_OF_LABEL[label] ?? []);
  const right = new Set([truth, ...topics(message.accept)]);
  const tolerated = new Set([...right, ...topics(message.secondary)]);
  return { truth, right, tolerated, reply, guess: guessOf(reply) };
}

/** The topic that its intents make the likeliest. */
function guessOf({ intents }: Judged['reply']): Guess | undefined {
  const sums = new Map<Topic, number>();
  for (const { intent, confidence } of intents) {
    const topic = Topic.safeParse(intent.split('.')[0]).data;
    if (topic) sums.set(topic, (sums.get(topic) ?? 0) + confidence);
  }
  const [best] = [...sums].sort(([, a], [, b]) => b - a);
  return best && { topic: best[0], confidence: Math.min(1, best[1]) };
}

function figuresOf(topic: Topic, cases: readonly Case[]): TopicFigures {
  const named = cases.filter(({ reply }) => reply.topics.includes(topic));
  const own = cases.filter(({ truth }) => truth === topic);
  const good = named.filter(({ tolerated }) => tolerated.has(topic));
  return {
    topic,
    precision: proportion(good.length, named.length),
    recall: proportion(own.filter(isAnsweredRight).length, own.length),
  };
}

function isAnsweredRight({ reply: { topics }, right, tolerated }: Case): boolean {
  return topics.some((topic) => right.has(topic)) && topics.every((topic) => tolerated.has(topic));
}

function confusionOf(truth: Topic, cases: readonly Case[]): TopicReport['confusion'] {
  const own = cases.filter((one) => one.truth === truth);
  if (own.length === 0) return [];
  const got: Partial<Record<Got, number>> = {};
  for (const one of own) {
    const what = gotOf(one);
    got[what] = (got[what] ?? 0) + 1;
  }
  return [{ truth, got }];
}

/** A wrong topic counts before a right one beside it; an acceptable topic counts as the right one. */
function gotOf({ truth, right, tolerated, reply }: Case): Got {
  const wrong = reply.topics.find((topic) => !tolerated.has(topic));
  if (wrong) return wrong;
  if (reply.topics.some((topic) => right.has(topic))) return truth;
  const [secondary] = reply.topics;
  if (secondary) return secondary;
  if (reply.tickets.length > 0) return 'staff';
  return reply.reply.kind === 'clarification' ? 'asked back' : 'nothing';
}

type Guessed = { confidence: number; isRight: boolean };

function rightOf(guessed: readonly Guessed[]): Proportion {
  return proportion(guessed.filter(({ isRight }) => isRight).length, guessed.length);
}

/** At most a hundred points, at even steps of coverage. */
function riskCoverage(guessed: readonly Guessed[], of: number): CoveragePoint[] {
  const step = Math.max(1, Math.ceil(guessed.length / POINTS));
  const points: CoveragePoint[] = [];
  let right = 0;
  guessed.forEach(({ confidence, isRight }, at) => {
    if (isRight) right += 1;
    const taken = at + 1;
    if (taken % step !== 0 && taken !== guessed.length) return;
    points.push({
      leastConfidence: round(confidence),
      coverage: round(taken / of),
      right: proportion(right, taken),
    });
  });
  return points;
}

function calibrationOf(guessed: readonly Guessed[]): TopicReport['calibration'] {
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const own = guessed.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin,
    );
    const sum = own.reduce((total, { confidence }) => total + confidence, 0);
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      confidence: round(sum / Math.max(1, own.length)),
      right: rightOf(own),
    };
  });
  const gap = bins.reduce(
    (sum, { confidence, right }) => sum + right.of * Math.abs(confidence - right.share),
    0,
  );
  return { bins, ece: round(gap / Math.max(1, guessed.length)) };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
