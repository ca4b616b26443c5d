import type { Locale } from '../../../domain/ids.ts';
import type { Finding } from '../lint-problem.ts';
import { fold } from '../words/fold.ts';
import { CLAIMS, type Claim, type ClaimNumber } from './claims.ts';
import { NEVER_ENGLISH } from './never-english.ts';
import { NEVER_SPANISH } from './never-spanish.ts';

/** No sentence of any answer, folded, may match one of these. */
const NEVER: Record<Locale, Record<ClaimNumber, readonly RegExp[]>> = {
  en: NEVER_ENGLISH,
  es: NEVER_SPANISH,
};

/** The rules on what is claimed that the fact base decided: C4 setting, C5 cost, C6 approval, C7 exclusions, C8 benefit, C9 harm, C10 who sets a dose. */
export function checkClaims(intents: string[], sentences: string[], locale: Locale): Finding[] {
  const folded = sentences.map(fold);
  return CLAIMS.flatMap((claim) => [
    ...forbidden(claim, folded, locale),
    ...missing(claim, { intents, sentences: folded, locale }),
  ]);
}

function forbidden(
  { rule, number, instead }: Claim,
  sentences: string[],
  locale: Locale,
): Finding[] {
  const found = sentences
    .flatMap((sentence) => NEVER[locale][number].map((pattern) => pattern.exec(sentence)?.[0]))
    .find((excerpt) => excerpt !== undefined);
  return found === undefined ? [] : [{ rule, problem: `${instead} (${number})`, excerpt: found }];
}

function missing(
  { rule, number, must }: Claim,
  { intents, sentences, locale }: { intents: string[]; sentences: string[]; locale: Locale },
): Finding[] {
  return must
    .filter((one) => intents.includes(one.intent))
    .filter((one) => !sentences.some((sentence) => one[locale].test(sentence)))
    .map(({ say }) => ({ rule, problem: `Say ${say}. (${number})` }));
}
