import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Concern } from '../../domain/concern.ts';
import { Topic } from '../../domain/topic.ts';

const Texts = z.array(z.string().trim().min(1)).default([]);
const Examples = z.object({ en: Texts, es: Texts });
const ExampleFile = z.union([
  z.strictObject({ concern: Concern, examples: Examples }),
  z.strictObject({ harmless: z.literal(true), examples: Examples }),
]);
/** Only what training needs: the classifier checks the rest of these files. */
const IntentFile = z.object({
  topic: Topic,
  intents: z.array(z.object({ staffOnly: z.boolean().default(false), examples: Examples })),
  others: Examples.optional(),
});

/** What a message may be taken for: a concern, or something harmless. */
export const HEADS = [...Concern.options, ...Topic.options, 'any'] as const;
type Head = (typeof HEADS)[number];
export const CONCERN_COUNT = Concern.options.length;

/** A message to learn from. */
export type TrainingText = {
  text: string;
  head: Head;
  /** A question the bot answers itself: a finding here is a false alarm that costs staff time. */
  ordinary: boolean;
};

export type TrainingFolders = { examples: URL; intents: URL };

/** Every example of every concern, of what only looks like one, and of every intent and topic. Throws with the file's name when one is wrong. */
export function loadTrainingTexts({ examples, intents }: TrainingFolders): TrainingText[] {
  return [...readFolder(examples, readExamples), ...readFolder(intents, readIntents)];
}

/** The names of the example files below a folder, always in the same order. */
export function exampleFiles(folder: URL): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

function readFolder(folder: URL, read: (content: unknown) => TrainingText[]): TrainingText[] {
  return exampleFiles(folder).flatMap((name) => {
    try {
      return read(parse(readFileSync(new URL(name, folder), 'utf8')));
    } catch (cause) {
      throw new Error(`${name}: not a file of examples. Mend it and start again.`, { cause });
    }
  });
}

function readExamples(content: unknown): TrainingText[] {
  const file = ExampleFile.parse(content);
  const head = 'concern' in file ? file.concern : 'any';
  return textsOf(file.examples).map((text) => ({ text, head, ordinary: head === 'any' }));
}

function readIntents(content: unknown): TrainingText[] {
  const { topic, intents, others } = IntentFile.parse(content);
  const all = [...intents, ...(others ? [{ staffOnly: false, examples: others }] : [])];
  return all.flatMap(({ staffOnly, examples }) =>
    textsOf(examples).map((text) => ({
      text,
      head: topic,
      ordinary: !staffOnly && topic !== 'human',
    })),
  );
}

function textsOf({ en, es }: z.infer<typeof Examples>): string[] {
  return [...en, ...es];
}
