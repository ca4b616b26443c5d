import type { Conversation, Message, PatientMessage } from '../../domain/conversation.ts';
import type { Instant, Locale } from '../../domain/ids.ts';
import { MINUTE_MS } from '../../shared/clock.ts';

/** Policy, section 2, step 3: what was written in the last two minutes, eight messages with this one. */
export const WINDOW_MS = 2 * MINUTE_MS;
/** Earlier messages of the window, beside the one that is read. */
export const WINDOW_MESSAGES = 7;

/** Longer than any question; what is beyond is still searched for danger, but never answered. */
const MOST_CHARACTERS = 4000;
/** What is kept of a message that is too long to answer. */
export const MOST_KEPT = 20_000;

export type TextTools = {
  redact(text: string): { text: string; found: string[] };
  detectLanguage(
    text: string,
    previous: Locale | undefined,
  ): { locale: Locale; supported: boolean };
};

/** A patient's message as the steps see it. */
export type Intake = {
  /** As typed, without control characters. Never stored, logged or sent. */
  text: string;
  /** What may be stored and shown to staff. */
  redacted: string;
  privateDetails: boolean;
  locale: Locale;
  supported: boolean;
  /** The patient's earlier messages inside the window, oldest first. */
  recent: string[];
  tooLong: boolean;
};

export function takeIn(
  message: PatientMessage,
  conversation: Conversation,
  { tools, since }: { tools: TextTools; since: Instant },
): Intake {
  const text = withoutControls(message.text);
  const { text: redacted, found } = tools.redact(text.slice(0, MOST_KEPT));
  const previous = conversation.turns.length > 0 ? conversation.locale : undefined;
  const language = tools.detectLanguage(text.slice(0, MOST_CHARACTERS), previous);
  return {
    text,
    redacted,
    privateDetails: found.length > 0,
    ...language,
    recent: textsSince(
      since,
      conversation.messages.filter(({ from }) => from === 'patient'),
    ),
    tooLong: text.length > MOST_CHARACTERS,
  };
}

/** Of these messages the words of those inside the window before `at`, oldest first. */
export function textsBefore(
  at: string,
  messages: readonly Pick<Message, 'text' | 'at'>[],
): string[] {
  return textsSince(windowBefore(at), messages);
}

/** When the window of a message of this moment begins. */
export function windowBefore(at: Instant): Instant {
  return new Date(Date.parse(at) - WINDOW_MS).toISOString();
}

/** Those from later than now too, as a clock that was set back leaves them. */
function textsSince(since: Instant, messages: readonly Pick<Message, 'text' | 'at'>[]): string[] {
  return messages
    .filter(({ at }) => at >= since)
    .slice(-WINDOW_MESSAGES)
    .map(({ text }) => text);
}

/** Control characters carry no meaning and can hide a word from a rule; half a surrogate pair is no character. */
export function withoutControls(text: string): string {
  return text
    .replace(/\p{Cs}/gu, ' ')
    .replace(/\p{Cc}/gu, (character) =>
      character === '\n' || character === '\t' ? character : ' ',
    )
    .trim();
}
