import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Says = z.array(z.string().min(1)).min(1);

const DemoQuestions = z.object({
  /** Each a conversation: one message, or several in their order. */
  past: z.array(
    z.union([
      z
        .string()
        .min(1)
        .transform((text) => [text]),
      Says,
    ]),
  ),
  /** What the desk looks like when the program starts; `staff` says how far somebody came with it. */
  today: z.array(
    z.object({
      minutesAgo: z.number().positive(),
      says: Says,
      staff: z.enum(['claims', 'answers']).optional(),
    }),
  ),
});
export type DemoQuestions = z.infer<typeof DemoQuestions>;

/** What the made-up patients write. Throws where the file is not what it should be. */
export function readDemoQuestions(): DemoQuestions {
  const text = readFileSync(new URL('questions.yaml', import.meta.url), 'utf8');
  return DemoQuestions.parse(parse(text));
}
