import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Concern } from '../../domain/concern.ts';

const Texts = z.array(z.string().trim().min(1)).default([]);
const Examples = z.object({ en: Texts, es: Texts });
const ConcernFile = z.strictObject({
  concern: z.union([Concern, z.literal('clear')]),
  examples: Examples,
});
/** Only what training needs: the classifier checks the rest of these files. */
const IntentFile = z.object({
  intents: z.array(
    z.object({ id: z.string(), staffOnly: z.boolean().default(false), examples: Examples }),
  ),
});

/** A message to learn from. */
export type TrainingText = {
  text: string;
  /** `undefined`: nothing to worry about. */
  concern: Concern | undefined;
  /** A question the bot answers itself: a finding here is a false alarm that costs staff time. */
  ordinary: boolean;
};

export type TrainingFolders = { concerns: URL; intents: URL };

/** Every example of every concern, then every example of every intent. Throws with the file's name when one is wrong. */
export function loadTrainingTexts({ concerns, intents }: TrainingFolders): TrainingText[] {
  return [...readFolder(concerns, readConcerns), ...readFolder(intents, readIntents)];
}

/** The names of the example files of a folder, always in the same order. */
export function exampleFiles(folder: URL): string[] {
  return readdirSync(folder)
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

function readConcerns(content: unknown): TrainingText[] {
  const { concern, examples } = ConcernFile.parse(content);
  const found = concern === 'clear' ? undefined : concern;
  return textsOf(examples).map((text) => ({ text, concern: found, ordinary: false }));
}

function readIntents(content: unknown): TrainingText[] {
  return IntentFile.parse(content).intents.flatMap(({ id, staffOnly, examples }) => {
    const ordinary = !staffOnly && !id.startsWith('human.');
    return textsOf(examples).map((text) => ({ text, concern: undefined, ordinary }));
  });
}

function textsOf({ en, es }: z.infer<typeof Examples>): string[] {
  return [...en, ...es];
}
