import type { AnswerContent } from '../domain/answer.ts';
import { sha256 } from '../shared/ids.ts';

/**
 * SHA-256 over every field of the content in a fixed order: what an approval binds to. `use` came later and is in it for
 * staff alone, so that approvals that were given before stay what they were.
 */
export function contentHash(content: AnswerContent): string {
  const { title, intents, use, besideDose, sources, reviewEveryMonths, awaitingTranslator, text } =
    content;
  const fields = sources.map((s) => [
    s.title,
    s.publisher,
    s.locator ?? '',
    s.url ?? '',
    s.checked,
  ]);
  return sha256(
    JSON.stringify([
      title,
      intents,
      besideDose,
      fields,
      reviewEveryMonths,
      awaitingTranslator,
      text,
      ...(use === 'staff' ? [use] : []),
    ]),
  );
}
