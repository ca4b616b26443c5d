import type { IntentCatalogue } from '../../classifier/load-intents.ts';
import type { AddedExample } from '../../domain/example.ts';
import type { IntentId } from '../../domain/ids.ts';
import { plainWords } from './words/plain-words.ts';

type Wanted = Pick<AddedExample, 'text' | 'intent' | 'locale'>;

/** The catalogue with these examples too, each under its intent and language; those that it has are not added again. */
export function withExamples(
  catalogue: IntentCatalogue,
  added: readonly Wanted[],
): IntentCatalogue {
  const intents = catalogue.intents.map((intent) => {
    const own = added.filter((example) => example.intent === intent.id && !has(intent, example));
    if (own.length === 0) return intent;
    const of = (locale: Wanted['locale']) => [
      ...intent.examples[locale],
      ...own.filter((example) => example.locale === locale).map(({ text }) => text),
    ];
    return { ...intent, examples: { en: of('en'), es: of('es') } };
  });
  return { ...catalogue, intents };
}

/** Whether the classifier learnt all of these from this catalogue. */
export function holdsAll(catalogue: IntentCatalogue, examples: readonly Wanted[]): boolean {
  const byId = new Map(catalogue.intents.map((intent) => [intent.id, intent]));
  return examples.every((example) => {
    const intent = byId.get(example.intent);
    return intent !== undefined && has(intent, example);
  });
}

/** Which intent each wording of the catalogue stands for. */
export function intentsByWords({ intents }: IntentCatalogue): Map<string, IntentId> {
  return new Map(
    intents.flatMap(({ id, examples: { en, es } }) =>
      [...en, ...es].map((text): [string, IntentId] => [plainWords(text).join(' '), id]),
    ),
  );
}

function has({ examples }: IntentCatalogue['intents'][number], { text, locale }: Wanted): boolean {
  return examples[locale].includes(text);
}
