import type { IntentCatalogue } from '../../../classifier/load-intents.ts';
import type {
  QuestionProblem,
  ReadQuestions,
} from '../../preview/questions/read-test-questions.ts';
import { createNearFinder } from './find-near.ts';

/** Test questions that the classifier learns from, or nearly: they would measure nothing. */
export function findTrainedQuestions(
  { questions, lines }: Pick<ReadQuestions, 'questions' | 'lines'>,
  { intents }: Pick<IntentCatalogue, 'intents'>,
): QuestionProblem[] {
  const owners = new Map(
    intents.flatMap(({ id, examples: { en, es } }) =>
      [...en, ...es].map((text) => [text, id] as const),
    ),
  );
  const nearest = createNearFinder([...owners.keys()]);
  return questions.flatMap(({ text }, at) => {
    const example = nearest(text);
    if (example === undefined) return [];
    const problem = `is nearly an example of ${owners.get(example)}, so it would measure nothing: ask it in another way`;
    const file = 'test-questions.yaml';
    return [{ file, line: lines[at] ?? 1, field: `questions.${at}.text`, problem }];
  });
}
