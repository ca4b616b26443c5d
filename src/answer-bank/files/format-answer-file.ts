import { Document, isMap, isScalar, Scalar, type YAMLMap } from 'yaml';
import type { Answer, AnswerContent, Revision } from '../../domain/answer.ts';
import type { AnswerId, Locale } from '../../domain/ids.ts';
import { translatesOf } from './answer-file.ts';

/** Topics with a dash in their answers' names have it in their folder as well. */
export function answerFilePath({ id, locale }: { id: AnswerId; locale: Locale }): string {
  return `${id.replace('.', '/')}.${locale}.md`;
}

/** The file of one revision. Its approvals and its history are not in it: those stay in the store. */
export function formatRevision(
  { id, locale }: Pick<Answer, 'id' | 'locale'>,
  { content, translationOf }: Pick<Revision, 'content' | 'translationOf'>,
): string {
  const translates = translationOf && translatesOf(translationOf.contentHash);
  return formatAnswerFile({ id, locale, translates }, content);
}

/**
 * The file of an answer, always the same bytes for the same content; `readAnswerFile` reads back exactly what went in.
 * `translates`: what `translatesOf` gives for the English content that this one was made of.
 */
export function formatAnswerFile(
  { id, locale, translates }: { id: AnswerId; locale: Locale; translates?: string | undefined },
  {
    title,
    intents,
    use,
    besideDose,
    awaitingTranslator,
    sources,
    reviewEveryMonths,
    text,
  }: AnswerContent,
): string {
  const document = new Document({
    id,
    title,
    intents,
    ...(use !== undefined && { use }),
    locale,
    ...(translates !== undefined && { translates }),
    ...(besideDose && { besideDose }),
    sources: sources.map(({ title: name, publisher, locator, url, checked }) => ({
      title: name,
      publisher,
      ...(locator !== undefined && { locator }),
      ...(url !== undefined && { url }),
      checked,
    })),
    reviewEveryMonths,
    ...(awaitingTranslator && { awaitingTranslator }),
  });
  asFlow(document.get('intents'));
  asQuoted(document.get('translates', true));
  const list = document.get('sources') as { items: YAMLMap[] };
  for (const source of list.items) asSourceLine(source);
  const yaml = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return `---\n${yaml.replaceAll(/^ {2}- \{(.*)\}$/gm, '  - { $1 }')}---\n${text}\n`;
}

/** A source on one line, its words in quotes. */
function asSourceLine(source: YAMLMap): void {
  asFlow(source);
  for (const { key, value } of source.items) {
    if (isScalar(key) && key.value !== 'checked') asQuoted(value);
  }
}

function asQuoted(node: unknown): void {
  if (isScalar(node)) node.type = Scalar.QUOTE_DOUBLE;
}

function asFlow(node: unknown): void {
  if (isMap(node) || (typeof node === 'object' && node !== null && 'items' in node)) {
    (node as { flow?: boolean }).flow = true;
  }
}
