import { z } from 'zod';
import {
  AnswerContent,
  hasIntentsForItsUse,
  INTENTS_FOR_ITS_USE,
  Source,
} from '../../domain/answer.ts';
import { AnswerId, Locale } from '../../domain/ids.ts';

/** One answer in one language, as it stands in a Markdown file with front matter. */
export type AnswerFile = {
  id: AnswerId;
  locale: Locale;
  content: AnswerContent;
  /** Where it was read, for messages. */
  file: string;
  /** Lines that fields begin on, by name; `text` is the first line of the text. */
  lines: Record<string, number>;
};

const { title, intents, use, reviewEveryMonths } = AnswerContent.shape;

/** The front matter: what `AnswerContent` holds besides the text, and the key. Nothing else is known. */
export const FrontMatter = z
  .strictObject({
    id: AnswerId,
    title,
    intents,
    use,
    locale: Locale,
    besideDose: z.boolean().default(false),
    awaitingTranslator: z.boolean().default(false),
    sources: z.array(z.strictObject(Source.shape)).min(1),
    reviewEveryMonths,
  })
  .refine(hasIntentsForItsUse, INTENTS_FOR_ITS_USE);

/** What is wrong in a file; the line counts from 1, the field is a path such as `sources.0.checked`. */
export type FileProblem = { file: string; line: number; field?: string; problem: string };

/** All that is wrong in all files, so that one round of mending is enough. Holds no words of the answers. */
export class AnswerFileError extends Error {
  readonly code = 'answer_file_invalid';
  readonly problems: FileProblem[];
  constructor(problems: FileProblem[], options?: ErrorOptions) {
    const lines = problems.map(({ file, line, field, problem }) =>
      [`  ${file}:${line}`, ...(field ? [field] : []), problem].join(': '),
    );
    super(
      `These answer files are wrong:\n${lines.join('\n')}\nMend them, or move them out of the folder.`,
      options,
    );
    this.problems = problems;
  }
}
