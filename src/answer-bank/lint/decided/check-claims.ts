import type { Locale } from '../../../domain/ids.ts';
import type { Finding } from '../lint-problem.ts';
import { fold } from '../words/fold.ts';
import { CLAIMS, type Claim } from './claims.ts';

/** The rules on what is claimed that the fact base decided: C4 setting, C5 cost, C6 approval, C7 exclusions, C8 benefit, C9 harm, C10 who sets a dose. */
export function checkClaims(intents: string[], sentences: string[], locale: Locale): Finding[] {
  const folded = sentences.map(fold);
  return CLAIMS.flatMap((claim) => [
    ...forbidden(claim, folded, locale),
    ...missing(claim, { intents, sentences: folded, locale }),
  ]);
}

function forbidden(
  { rule, number, never, unless, instead }: Claim,
  sentences: string[],
  locale: Locale,
): Finding[] {
  const found = sentences
    .filter((sentence) => !unless?.[locale].test(sentence))
    .flatMap((sentence) => never[locale].map((pattern) => pattern.exec(sentence)?.[0]))
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
