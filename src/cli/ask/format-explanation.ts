import type { QuestionExplanation, WordWeight } from '../../classifier/explain/explain.ts';
import type { ContractReply } from '../../conversation/reply/contract-reply.ts';

const MOST_WORDS = 8;
const WIDEST_BAR = 12;

/** Why each question was understood as it was, for a person at a terminal. */
export function formatExplanation(
  explanation: readonly QuestionExplanation[],
  { concerns }: Pick<ContractReply, 'concerns'>,
): string {
  const gate =
    concerns.length === 0
      ? []
      : [`The safety gate decided before the classifier: ${concerns.join(', ')}. Without it:`, ''];
  return [...gate, ...explanation.flatMap(section)].join('\n');
}

const KIND_IN_WORDS: Record<QuestionExplanation['kind'], string> = {
  confident: 'sure',
  ambiguous: 'asks back',
  out_of_scope: 'out of scope',
  abstained: 'not sure enough to answer',
};

function section(one: QuestionExplanation): string[] {
  const { topic, topicConfidence = 0, intent, intentConfidence = 0 } = one;
  const best = topic
    ? `${topic} ${percent(topicConfidence)}, ${intent} ${percent(intentConfidence)}`
    : 'nothing known in it';
  const longest = Math.max(0, ...one.words.map(({ word }) => word.length));
  return [
    `“${one.text}”`,
    `  ${KIND_IN_WORDS[one.kind]}: ${best}`,
    '  Words for (+) and against (-) the topic, by what the odds lose without them:',
    ...one.words.slice(0, MOST_WORDS).map((weight) => wordLine(weight, longest)),
    '  Nearest examples:',
    ...one.nearest.map(
      ({ text, intent: own, topic: of, similarity }) =>
        `    ${similarity.toFixed(2)}  ${own ?? `${of} (others)`}: “${text}”`,
    ),
    '',
  ];
}

function wordLine({ word, forTopic, forIntent }: WordWeight, longest: number): string {
  const length = Math.min(WIDEST_BAR, Math.round(Math.abs(forTopic) * 2));
  const bar = (forTopic < 0 ? '-' : '+').repeat(length).padEnd(WIDEST_BAR);
  return `    ${word.padEnd(longest)}  ${bar}  ${signed(forTopic)} topic, ${signed(forIntent)} intent`;
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(1)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
