import { z } from 'zod';
import { IntentId } from '../../domain/ids.ts';
import { Topic } from '../../domain/topic.ts';
import { sha256 } from '../../shared/ids.ts';
import type { IntentCatalogue } from '../load-intents.ts';

/** A catalogue as JSON: how it is kept, and how it crosses to a worker (one string is copied in no time). */
export type CatalogueText = string;

const Texts = z.array(z.string().trim().min(1).max(500));
const Catalogue = z.object({
  intents: z
    .array(
      z
        .object({
          id: IntentId,
          topic: Topic,
          about: z.string(),
          staffOnly: z.boolean(),
          examples: z.object({ en: Texts.min(1), es: Texts }),
        })
        .refine(({ id, topic }) => id.startsWith(`${topic}.`), {
          path: ['id'],
          message: 'starts with its topic',
        }),
    )
    .min(2)
    .refine((intents) => new Set(intents.map(({ id }) => id)).size === intents.length, {
      message: 'an id is used twice',
    }),
  others: z.array(z.object({ topic: Topic, text: z.string().trim().min(1).max(500) })),
});

/** Without the hash that came with it: a text's name is the hash of its own bytes. */
export function catalogueText({ intents, others }: IntentCatalogue): CatalogueText {
  const ordered = intents.map(({ id, topic, about, staffOnly, examples: { en, es } }) => ({
    id,
    topic,
    about,
    staffOnly,
    examples: { en, es },
  }));
  return JSON.stringify({
    intents: ordered,
    others: others.map(({ topic, text }) => ({ topic, text })),
  });
}

/** Every mistake as `field: problem`; none for a catalogue that can be trained on. */
export function findCatalogueProblems({ intents, others }: IntentCatalogue): string[] {
  const { error } = Catalogue.safeParse({ intents, others });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** Gives `undefined` for anything but a catalogue. */
export function readCatalogueText(text: CatalogueText): IntentCatalogue | undefined {
  try {
    const { data } = Catalogue.safeParse(JSON.parse(text));
    return data && { ...data, contentHash: sha256(text) };
  } catch {
    return undefined;
  }
}
