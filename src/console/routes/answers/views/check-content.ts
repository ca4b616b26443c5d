import type { AnswerBank } from '../../../../answer-bank/answer-bank.ts';
import { lintDates } from '../../../../answer-bank/lint/check-upkeep.ts';
import { lintContent } from '../../../../answer-bank/lint/lint-content.ts';
import { measureText } from '../../../../answer-bank/lint/measure-text.ts';
import { AnswerContent, isForStaff } from '../../../../domain/answer.ts';
import type { Locale } from '../../../../domain/ids.ts';
import type { Blocks } from '../../../../safety/load-blocks.ts';
import type { CheckedContent } from '../../../wire/answers.ts';
import { halfDone } from './half-done.ts';
import type { ShownText } from './shown-text.ts';

/** Slack's own markup of a Markdown text, one piece a section of the message. */
export type ToSlack = (markdown: string) => string[];

type Deps = {
  shown: ShownText;
  blocks: Pick<Blocks, 'text'>;
  toSlack: ToSlack;
  bank: Pick<AnswerBank, 'moment'>;
};

/** Past this nothing is read: the lint says the same, and the Markdown parser takes seconds for a page of brackets. */
const MOST_CHARACTERS = 10_000;
const MOST_MARKS = 300;

/** While someone types, a field may be empty or half an address: that is a problem to show like any other. */
export function checkContent(
  { content, locale }: { content: unknown; locale: Locale },
  deps: Deps,
): CheckedContent {
  const parsed = AnswerContent.safeParse(content);
  const text = textOf(content);
  const isReadable =
    text.length <= MOST_CHARACTERS && (text.match(/[[\]<>&*_`!#]/g) ?? []).length <= MOST_MARKS;
  const filled = isReadable ? deps.shown.fill(text, locale) : '';
  return {
    problems: parsed.success
      ? [...lintContent(parsed.data, locale), ...lintDates(parsed.data, deps.bank.moment())]
      : halfDone(content, parsed.error, locale),
    measures: filled.trim() === '' ? null : measureText(text, locale),
    shown: isReadable ? { chat: filled, slack: onSlack({ content, filled, locale }, deps) } : null,
  };
}

/** The warning is a section of its own, with the buttons above it; a text for staff never goes out by itself. */
function onSlack(
  { content, filled, locale }: { content: unknown; filled: string; locale: Locale },
  { blocks, toSlack }: Deps,
): string[] {
  const { title, use } = content as Partial<AnswerContent>;
  if (use !== undefined && isForStaff({ use })) return [];
  const shownTitle = typeof title === 'string' && title !== '' ? title : '…';
  return [...toSlack(`**${shownTitle}**\n\n${filled}`), ...toSlack(blocks.text('WARNING', locale))];
}

function textOf(content: unknown): string {
  const isText = typeof content === 'object' && content !== null && 'text' in content;
  return isText && typeof content.text === 'string' ? content.text : '';
}
