import { z } from 'zod';
import { ClinicRecord } from './clinic.ts';
import { Examples } from './example.ts';
import { FirstRun } from './first-run.ts';
import { Gaps } from './gaps.ts';
import { Questions } from './question.ts';
import { Recalls } from './recall.ts';

/** What an admin may choose while the program runs. Everything else is a setting of the environment. */
export const Choices = z.object({
  schema: z.literal(1),
  /** How long a translation is still sent after its source got other words. */
  translationGraceDays: z.number().int().min(0).max(90),
});
export type Choices = z.infer<typeof Choices>;

export const FIRST_CHOICES: Choices = { schema: 1, translationGraceDays: 14 };

/** The single things of an installation, by the name under which the store keeps them. */
export const documents = {
  examples: Examples,
  questions: Questions,
  choices: Choices,
  clinic: ClinicRecord,
  recalls: Recalls,
  gaps: Gaps,
  firstRun: FirstRun,
} as const;

export type DocumentName = keyof typeof documents;
export type Documents = { [Name in DocumentName]: z.infer<(typeof documents)[Name]> };
