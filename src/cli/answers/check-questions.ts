import { join } from 'node:path';
import type { IntentCatalogue } from '../../classifier/load-intents.ts';
import { findTrainedQuestions } from '../../conversation/examples/words/find-trained-questions.ts';
import {
  type QuestionProblem,
  readTestQuestions,
} from '../../conversation/preview/questions/read-test-questions.ts';

/** What is wrong with the test questions of a folder of answers; a folder without the file has none. */
export function checkQuestions(folder: string, catalogue: IntentCatalogue): QuestionProblem[] {
  const intents = catalogue.intents.map(({ id }) => id);
  const read = readTestQuestions(join(folder, 'test-questions.yaml'), intents);
  return [...read.problems, ...findTrainedQuestions(read, catalogue)];
}
