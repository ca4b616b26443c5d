import type { ShownMessage, ShownPart } from '../../chat/chat-schemas.ts';
import type { ChatState } from '../session/chat-state.ts';
import { authorOf } from '../view/author-of.ts';
import { dayOf, momentOf } from '../view/dates.ts';
import type { Words } from '../view/words.ts';

type Shown = { words: Words; name: string; at: string };

/** The whole conversation as plain text: who said what and when, with the sources of each answer. */
export function conversationText(
  { messages, unsent }: Pick<ChatState, 'messages' | 'unsent'>,
  { words, name, at }: Shown,
): string {
  const head = `${name}\n${words.savedOn} ${momentOf(at, words.language)}`;
  const said = messages.map((message) => messageText(message, words));
  const kept = unsent.map(({ text, label }) => `${words.you} (${words.waiting})\n${label ?? text}`);
  return `${[head, ...said, ...kept].join('\n\n\n')}\n`;
}

/** In the order of the page: what is said, where it is from, the choices, the warning last. */
function messageText(message: ShownMessage, words: Words): string {
  const { at, text, chosen, choices, parts } = message;
  const by = `${authorOf(message, words)}, ${momentOf(at, words.language)}`;
  const said = (chosen ?? text).replaceAll('**', '').split('\n\n');
  const warning = parts.at(-1)?.id === 'WARNING' ? said.splice(-1) : [];
  const offered = choices.map(({ label, value }) => `${value}. ${label}`);
  const sources = parts.map((part) => sourceLines(part, words).join('\n'));
  const paragraphs = [...said, ...sources, offered.join('\n'), ...warning].filter(Boolean);
  return `${by}\n${paragraphs.join('\n\n')}`;
}

function sourceLines({ sources = [], reviewBy }: ShownPart, words: Words): string[] {
  if (sources.length === 0) return [];
  const day = (date: string) => dayOf(date, words.language);
  return [
    `${words.sources}:`,
    ...sources.map(({ title, publisher, url, checked }) =>
      [`- ${title}, ${publisher} (${words.checked} ${day(checked)})`, url]
        .filter(Boolean)
        .join(' '),
    ),
    ...(reviewBy ? [`${words.reviewBy} ${day(reviewBy)}.`] : []),
  ];
}
