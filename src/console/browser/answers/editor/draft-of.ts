import { mostMonths } from '../../../../answer-bank/lint/check-upkeep.ts';
import { wasDropped } from '../../../../answer-bank/revisions/on-revision.ts';
import type { AnswerView, RevisionView } from '../../../wire/answers.ts';

export type Content = RevisionView['content'];

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
  /** The newest revision that the writer saw; 0 for an answer that does not exist yet. */
  basedOn: number;
  /** The English revision whose words these follow; `null` where they follow none. */
  translationOf: number | null;
};

/** Names what is kept in this browser of an answer that exists. */
export function draftNameOf({ locale, id }: { locale: string; id: string }): string {
  return `answer ${locale} ${id}`;
}

/** The newest revision that was not dropped again before patients read it. */
export function startOf({ revisions }: Pick<AnswerView, 'revisions'>): RevisionView {
  const kept = revisions.find((one) => !wasDropped(one));
  const start = kept ?? revisions[0];
  if (!start) throw new Error('an answer has at least one revision');
  return start;
}

export function draftOf(answer: AnswerView): AnswerDraft {
  const { content, number, translationOf } = startOf(answer);
  return {
    ...sharedOf(content),
    title: content.title,
    text: content.text,
    awaitingTranslator: content.awaitingTranslator,
    basedOn: answer.revisions[0]?.number ?? number,
    translationOf,
  };
}

/** An answer that nobody has written yet. */
export function newDraft({
  intent,
  isForStaff,
}: {
  intent: string;
  isForStaff: boolean;
}): AnswerDraft {
  const intents = intent === '' || isForStaff ? [] : [intent];
  return {
    title: '',
    text: '',
    intents,
    isForStaff,
    besideDose: false,
    awaitingTranslator: false,
    reviewEveryMonths: String(mostMonths(intents)),
    sources: [],
    note: '',
    basedOn: 0,
    translationOf: null,
  };
}

/** A first translation: all but the words is taken over from the English revision. */
export function translationDraft({ content, number }: RevisionView): AnswerDraft {
  return {
    ...sharedOf(content),
    title: '',
    text: '',
    awaitingTranslator: true,
    basedOn: 0,
    translationOf: number,
  };
}

/** What two languages of one answer have in common. */
function sharedOf(content: Content) {
  return {
    intents: [...content.intents],
    isForStaff: content.use === 'staff',
    besideDose: content.besideDose,
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

/** What a save sends. */
export function proposalOf(draft: AnswerDraft) {
  const { basedOn, note, translationOf } = draft;
  return {
    step: 'revisions',
    content: contentOf(draft),
    basedOn,
    note,
    ...(translationOf !== null && { translationOf }),
  };
}
