import { z } from 'zod';
import type { Classification, Classifier } from '../domain/classification.ts';
import { Concern } from '../domain/concern.ts';
import { Topic, topicOf } from '../domain/topic.ts';
import { splitQuestions } from './split-questions.ts';

/** One held-out message, labelled by the labelling guide. Sent in pieces it has `turns` instead of `text`. */
export const HeldOutMessage = z
  .object({
    id: z.string(),
    text: z.string().optional(),
    turns: z.array(z.string()).optional(),
    label: z.string(),
    accept: z.array(z.string()).default([]),
    secondary: z.array(z.string()).default([]),
    severity: z.string().default('none'),
    style: z.array(z.string()).default([]),
    lang: z.string().default('en'),
    /** The finer name of the label, where that is a concern; not every set has it. */
    concern: Concern.nullish(),
    /** The same in the first sets, which have it for some labels only. */
    kind: Concern.nullish(),
  })
  .refine(({ text, turns }) => text !== undefined || turns !== undefined, 'needs text or turns');
export type HeldOutMessage = z.infer<typeof HeldOutMessage>;

/** The guide's labels that can be answered, with our topics. All others are for the safety gate. */
export const TOPIC_OF_LABEL: Readonly<Record<string, Topic>> = {
  find_provider: 'provider',
  insurance_cost: 'insurance',
  what_to_expect: 'expect',
  driving: 'driving',
  prep: 'prep',
  side_effects: 'side_effects',
  eligibility: 'eligibility',
  treatment_options: 'options',
  evidence_legality: 'evidence',
  aftercare: 'aftercare',
  contact_hours: 'contact',
  talk_to_human: 'human',
  greeting: 'smalltalk',
  thanks: 'smalltalk',
  out_of_scope: 'out_of_scope',
};

/** `share` of `of` messages, with the bounds between which the true share lies in 95 of 100 cases (Wilson). */
export type Proportion = { count: number; of: number; share: number; low: number; high: number };

type TopicFigures = { topic: Topic; precision: Proportion; recall: Proportion };

/** Figures over the messages whose label can be answered, and those out of scope; the gate's labels are left out. */
export type OwnFigures = {
  /** In-scope messages that got at least one answer. */
  answered: Proportion;
  /** Of the answered: every answered topic is the label's, an acceptable or a secondary one, and not only secondary. */
  rightTopic: Proportion;
  /** In-scope messages that got "did you mean" with the right topic among the choices. */
  askedRight: Proportion;
  outOfScopeAnswered: Proportion;
  /** Driving messages that were answered with another topic alone. */
  drivingAnsweredElsewhere: Proportion;
  topics: TopicFigures[];
  /** Wrong answers: how often a label's topic was answered with which other, most frequent first. */
  confusions: { truth: Topic; answered: Topic; count: number }[];
};

type Judged = {
  truth: Topic;
  right: Set<Topic>;
  tolerated: Set<Topic>;
  answered: Set<Topic>;
  asked: Set<Topic>;
};

export function evaluateOwn(
  classifier: Classifier,
  messages: readonly HeldOutMessage[],
): OwnFigures {
  const judged = messages.flatMap((message) => judge(classifier, message) ?? []);
  const inScope = judged.filter(({ truth }) => truth !== 'out_of_scope');
  const outOfScope = judged.filter(({ truth }) => truth === 'out_of_scope');
  const answered = inScope.filter((one) => one.answered.size > 0);
  const driving = inScope.filter(({ truth }) => truth === 'driving');
  return {
    answered: proportion(answered.length, inScope.length),
    rightTopic: proportion(answered.filter(isRight).length, answered.length),
    askedRight: proportion(inScope.filter(isAskedRight).length, inScope.length),
    outOfScopeAnswered: proportion(outOfScope.filter(hasWrong).length, outOfScope.length),
    drivingAnsweredElsewhere: proportion(
      driving.filter((one) => one.answered.size > 0 && !overlaps(one.answered, one.right)).length,
      driving.length,
    ),
    topics: Topic.options
      .filter((topic) => topic !== 'out_of_scope')
      .map((topic) => figuresOf(topic, judged)),
    confusions: countConfusions(judged),
  };
}

function judge(classifier: Classifier, message: HeldOutMessage): Judged | undefined {
  const truth = TOPIC_OF_LABEL[message.label];
  if (!truth) return undefined;
  const right = new Set([truth, ...topicsOf(message.accept)]);
  const judged: Judged = {
    truth,
    right,
    tolerated: new Set([...right, ...topicsOf(message.secondary)]),
    answered: new Set(),
    asked: new Set(),
  };
  for (const question of splitQuestions(message.text ?? (message.turns ?? []).join('\n'))) {
    noteOutcome(judged, classifier.classify(question));
  }
  return judged;
}

function noteOutcome({ answered, asked }: Judged, found: Classification): void {
  if (found.kind === 'confident') answered.add(topicOf(found.intent));
  if (found.kind === 'ambiguous') for (const each of found.candidates) asked.add(topicOf(each));
}

function topicsOf(labels: string[]): Topic[] {
  return labels.flatMap((label) => TOPIC_OF_LABEL[label] ?? []);
}

function isRight(one: Judged): boolean {
  return overlaps(one.answered, one.right) && !hasWrong(one);
}

function hasWrong({ answered, tolerated }: Judged): boolean {
  return [...answered].some((topic) => !tolerated.has(topic));
}

function isAskedRight({ answered, asked, right }: Judged): boolean {
  return answered.size === 0 && overlaps(asked, right);
}

function overlaps(left: Set<Topic>, right: Set<Topic>): boolean {
  return [...left].some((topic) => right.has(topic));
}

function figuresOf(topic: Topic, judged: Judged[]): TopicFigures {
  const named = judged.filter(({ answered }) => answered.has(topic));
  const own = judged.filter(({ truth }) => truth === topic);
  return {
    topic,
    precision: proportion(
      named.filter(({ tolerated }) => tolerated.has(topic)).length,
      named.length,
    ),
    recall: proportion(own.filter(isRight).length, own.length),
  };
}

function countConfusions(judged: Judged[]): OwnFigures['confusions'] {
  const counts = new Map<string, { truth: Topic; answered: Topic; count: number }>();
  for (const { truth, answered, tolerated } of judged) {
    for (const topic of answered) {
      if (tolerated.has(topic)) continue;
      const pair = counts.get(`${truth} ${topic}`) ?? { truth, answered: topic, count: 0 };
      pair.count += 1;
      counts.set(`${truth} ${topic}`, pair);
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

const Z95 = 1.96;

/** The Wilson interval: it stays honest at small counts and at 0 or 100 %. */
export function proportion(count: number, of: number): Proportion {
  if (of === 0) return { count, of, share: 0, low: 0, high: 1 };
  const share = count / of;
  const z = Z95 * Z95;
  const middle = (share + z / (2 * of)) / (1 + z / of);
  const half = (Z95 / (1 + z / of)) * Math.sqrt((share * (1 - share)) / of + z / (4 * of * of));
  return { count, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
