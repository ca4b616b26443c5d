import type { AnswerBank } from '../../../../answer-bank/answer-bank.ts';
import { liveRevision } from '../../../../answer-bank/revisions/approvals.ts';
import { sourcesById, withheldFrom } from '../../../../answer-bank/translation.ts';
import { type Answer, findAnswer } from '../../../../domain/answer.ts';
import { FIRST_CHOICES } from '../../../../domain/documents.ts';
import { Locale } from '../../../../domain/ids.ts';
import type { Blocks } from '../../../../safety/load-blocks.ts';
import type { Store } from '../../../../store/store.ts';
import type { AnswerFrame, AnswerView, TranslationView } from '../../../wire/answers.ts';
import { namesOf } from '../../person-names.ts';
import type { AnswerKey } from '../answer-key.ts';
import {
  answerState,
  newestOf,
  pendingOf,
  shelfOf,
  stateOfTranslation,
  type ViewRules,
} from './answer-summary.ts';
import type { Reader } from './may-approve.ts';
import { revisionView } from './revision-view.ts';
import type { ShownText } from './shown-text.ts';

export type ViewerDeps = {
  store: Store;
  blocks: Blocks;
  shown: ShownText;
  approvals: number;
  bank: Pick<AnswerBank, 'moment'>;
};
export type AnswerViewer = (key: AnswerKey, reader: Reader) => Promise<AnswerView | undefined>;

/** One answer with all its revisions, as this reader may act on them; `undefined` when there is none. */
export function createAnswerViewer(deps: ViewerDeps): AnswerViewer {
  return async ({ id, locale }, reader) => {
    const all = await deps.store.answers.all();
    const answer = findAnswer(all, { id, locale });
    if (!answer) return undefined;
    const rules = await readRules(deps, all);
    const shown = {
      fill: (text: string) => deps.shown.fill(text, locale),
      otherWords: (text: string) => deps.shown.otherWords(text, locale),
    };
    return {
      id,
      locale,
      topic: shelfOf(answer),
      state: answerState(answer, rules),
      revisions: answer.revisions
        .map((one) => revisionView(one, answer, { reader, rules, ...shown }))
        .reverse(),
      live: liveRevision(answer)?.number ?? null,
      pending: pendingOf(answer).map(({ number }) => number),
      others: Locale.options
        .filter((other) => other !== locale)
        .map((other) => ({
          locale: other,
          exists: findAnswer(all, { id, locale: other }) !== undefined,
        })),
      translation: translationView(answer, rules),
      frame: answerFrame(deps, locale),
    };
  };
}

/** What stands around every text in one language. */
export function answerFrame(
  { blocks, shown }: Pick<ViewerDeps, 'blocks' | 'shown'>,
  locale: Locale,
): AnswerFrame {
  return {
    sampleLabel: blocks.text('LABEL-SAMPLE', locale),
    warning: blocks.text('WARNING', locale),
    asked: ['R-ASK-HELPED', 'BUTTON-YES', 'BUTTON-NO', 'BUTTON-PERSON'].map((id) =>
      blocks.text(id, locale),
    ),
    slots: shown.slots(locale),
  };
}

/** What answers are judged by at this moment. */
export async function readRules(
  { store, approvals, bank }: Pick<ViewerDeps, 'store' | 'approvals' | 'bank'>,
  all: readonly Answer[],
): Promise<ViewRules> {
  const [names, choices] = await Promise.all([namesOf(store), store.documents.find('choices')]);
  const sources = sourcesById(all);
  return {
    approvals,
    at: bank.moment(),
    graceDays: (choices ?? FIRST_CHOICES).translationGraceDays,
    names,
    source: ({ id }) => sources.get(id),
  };
}

function translationView(answer: Answer, rules: ViewRules): TranslationView | null {
  const state = stateOfTranslation(answer, rules);
  if (state === null) return null;
  const source = rules.source(answer);
  const english = source && liveRevision(source);
  const shown = liveRevision(answer) ?? newestOf(answer);
  return {
    state,
    source: english
      ? { number: english.number, title: english.content.title, text: english.content.text }
      : null,
    withheldFrom:
      state === 'outdated' ? (withheldFrom(shown, source, rules.graceDays) ?? null) : null,
  };
}
