import type { AnswerView, RevisionView } from '../../../wire.ts';

type Content = RevisionView['content'];

export type SourceDraft = {
  /** Names the row while it is edited. */
  key: string;
  title: string;
  publisher: string;
  locator: string;
  url: string;
  checked: string;
};

/** The fields of the editor: as typed, so that half a number or an empty date can stand there for a while. */
export type AnswerDraft = {
  title: string;
  text: string;
  intents: string[];
  /** A canned text, which answers no question. */
  isForStaff: boolean;
  besideDose: boolean;
  awaitingTranslator: boolean;
  reviewEveryMonths: string;
  sources: SourceDraft[];
  note: string;
  basedOn: number;
};

/** Starts from the newest revision. */
export function draftOf({ revisions }: AnswerView): AnswerDraft {
  const [newest] = revisions;
  if (!newest) throw new Error('an answer has at least one revision');
  const { content, number } = newest;
  return {
    title: content.title,
    text: content.text,
    intents: [...content.intents],
    isForStaff: content.use === 'staff',
    besideDose: content.besideDose,
    awaitingTranslator: content.awaitingTranslator,
    reviewEveryMonths: String(content.reviewEveryMonths),
    sources: content.sources.map((source, index) => ({
      key: `stored ${index}`,
      title: source.title,
      publisher: source.publisher,
      locator: source.locator ?? '',
      url: source.url ?? '',
      checked: source.checked,
    })),
    note: '',
    basedOn: number,
  };
}

/** The content that the server checks and keeps. */
export function contentOf(draft: AnswerDraft): Content {
  return {
    title: draft.title,
    text: draft.text,
    intents: draft.intents as Content['intents'],
    ...(draft.isForStaff && { use: 'staff' as const }),
    besideDose: draft.besideDose,
    awaitingTranslator: draft.awaitingTranslator,
    reviewEveryMonths: Number(draft.reviewEveryMonths),
    sources: draft.sources.map(({ title, publisher, locator, url, checked }) => ({
      title,
      publisher,
      checked,
      ...(locator && { locator }),
      ...(url && { url }),
    })),
  };
}
