import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Phrase = z.union([
  z.string().min(1),
  z.strictObject({ phrase: z.string().min(1), unless: z.array(z.string().min(1)).min(1) }),
]);

const PhraseGroup = z.strictObject({
  why: z.string().min(1),
  en: z.array(Phrase).min(1),
  es: z.array(Phrase).min(1),
});
export type PhraseGroup = z.infer<typeof PhraseGroup>;

const Words = z.array(z.string().min(1)).min(1);

const LanguageWords = z.strictObject({
  units: Words,
  measures: Words,
  containers: Words,
  visits: Words,
  times: Words,
  numbers: Words,
  amounts: Words,
  taking: Words,
  articles: Words,
  phrases: Words,
});
export type LanguageWords = z.infer<typeof LanguageWords>;

const DoseWords = z.strictObject({
  helpLines: z.array(z.strictObject({ number: z.string().regex(/^[\d-]+$/), name: z.string() })),
  allowedTimes: Words,
  en: LanguageWords,
  es: LanguageWords,
});
export type DoseWords = z.infer<typeof DoseWords>;

export type LintRules = { phrases: PhraseGroup[]; dose: DoseWords; linkHosts: string[] };

/** Reads the three files beside this one; throws when one of them is not in the form that it describes itself. */
export function loadLintRules(): LintRules {
  return {
    phrases: z.array(PhraseGroup).min(1).parse(readYaml('forbidden-phrases.yaml')),
    dose: DoseWords.parse(readYaml('dose-words.yaml')),
    linkHosts: Words.parse(readYaml('link-hosts.yaml')),
  };
}

function readYaml(name: string): unknown {
  return parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}
