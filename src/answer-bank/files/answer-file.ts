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
  /** Of a translation: how the hash of the English content that it was made of begins; see `translatesOf`. */
  translates?: string;
  /** Where it was read, for messages. */
  file: string;
  /** Lines that fields begin on, by name; `text` is the first line of the text. */
  lines: Record<string, number>;
};

const { title, intents, use, reviewEveryMonths } = AnswerContent.shape;

/** So much of a hash tells the wordings of one answer apart, and a person can compare it. */
const HASH_SHOWN = 16;

/** What a translation of this content carries in its file. */
export function translatesOf(contentHash: string): string {
  return contentHash.slice(0, HASH_SHOWN);
}

const Translates = z
  .string('has to stand in quotes')
  .regex(/^[0-9a-f]{16}$/, '16 characters that "askwell answers check" names');

/** The front matter: what `AnswerContent` holds besides the text, the key, and what it translates. */
export const FrontMatter = z
  .strictObject({
    id: AnswerId,
    title,
    intents,
    use,
    locale: Locale,
    translates: Translates.optional(),
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
