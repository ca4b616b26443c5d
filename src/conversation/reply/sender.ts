import type { Message } from '../../domain/conversation.ts';
import type { AnswerId, Locale } from '../../domain/ids.ts';
import type { BlockId, Part, ReplyDraft, SealedReply } from '../../domain/reply.ts';

/** Where approved words come from. Every lookup throws when there are none. */
export type ApprovedWords = {
  block(id: BlockId, locale: Locale): string;
  /** Title and text of a revision that was published, whole, with the clinic's facts of this profile. */
  revision(
    id: AnswerId,
    locale: Locale,
    revision: number,
    profile?: number,
  ): { title: string; text: string };
  /** Whether a revision was taken back as wrong; absent, none was. */
  isWithdrawn?(id: AnswerId, locale: Locale, revision: number): boolean;
};

/** Something that is not approved was about to be said. Nothing of it leaves. */
export class UnapprovedTextError extends Error {
  readonly code = 'unapproved_text';
}

export type Sender = {
  /** Looks the words of a draft up, checks the whole, and gives back what may be sent. */
  send(draft: ReplyDraft): SealedReply;
  /** Checks a stored message again before it leaves for a patient: false when a byte differs from what is approved. */
  mayLeave(message: Message): boolean;
  /** Whether it says words that were taken back as wrong since, so that it must not be delivered any more. */
  isTakenBack(message: Message): boolean;
};

const BETWEEN_PARTS = '\n\n';

/**
 * An amount with a unit, which no approved text of the bot may hold, however it got there (policy, section 2, step 7).
 * Staff's own words are theirs and are not searched.
 */
const DOSE_TOKEN =
  /\d\s*(?:mg|mcg|µg|ug|g|ml|cc|milligrams?|micrograms?|miligramos|mililitros|units?|unidades)\b|\d\s*%|\d\s*(?:sprays?|puffs?|pills?|tablets?|troches?|drops|pastillas|gotas|atomizaciones)\b/i;

/**
 * The one place that sends. What a patient reads is the bytes of approved blocks and revisions, or a named staff
 * member's message, joined in the order of the draft; the warning stands once and last.
 */
export function createSender(approved: ApprovedWords): Sender {
  const compose = (draft: ReplyDraft): string => {
    const segments = draft.parts.map((part) => wordsOf(part, approved));
    const choices = draft.choices.map(({ label }, index) => `${index + 1}. ${label}`).join('\n');
    const warning = segments.pop() ?? '';
    return [...segments, choices, warning].filter((segment) => segment !== '').join(BETWEEN_PARTS);
  };
  const refuse = (problem: string): never => {
    throw new UnapprovedTextError(`reply refused: ${problem}. Nothing of it was sent.`);
  };
  const check = (draft: ReplyDraft, text: string) => {
    const problem = problemOf(draft, text, approved);
    if (problem) refuse(problem);
  };
  return {
    send(draft) {
      const text = compose(draft);
      check(draft, text);
      return { ...draft, text };
    },
    mayLeave(message) {
      if (message.from === 'patient') return true;
      const { parts, choices, locale, replyKind: kind = 'answer' } = message;
      const draft: ReplyDraft = { kind, locale, parts, choices };
      try {
        return compose(draft) === message.text && !problemOf(draft, message.text, approved);
      } catch {
        return false;
      }
    },
    isTakenBack(message) {
      if (message.from === 'patient') return false;
      return message.parts.some(
        (part) =>
          part.kind === 'answer' &&
          approved.isWithdrawn?.(part.id, part.locale, part.revision) === true,
      );
    },
  };
}

function wordsOf(part: Part, approved: ApprovedWords): string {
  switch (part.kind) {
    case 'block':
      return approved.block(part.id, part.locale);
    case 'answer': {
      const { id, locale, revision, profile } = part;
      const { title, text } = approved.revision(id, locale, revision, profile);
      return `**${title}**\n\n${text}`;
    }
    case 'staff': {
      const role = approved.block(`SIGN-${part.by.role.toUpperCase()}`, part.locale);
      return `${part.text}\n— ${part.by.firstName}, ${role}`;
    }
  }
}

function problemOf(draft: ReplyDraft, text: string, approved: ApprovedWords): string | undefined {
  const warning = approved.block('WARNING', draft.locale);
  const last = draft.parts.at(-1);
  const isWarning = (part: Part | undefined) => part?.kind === 'block' && part.id === 'WARNING';
  if (!isWarning(last) || !text.endsWith(warning)) return 'the warning is not last';
  if (
    draft.parts.filter(isWarning).length !== 1 ||
    text.indexOf(warning) !== text.length - warning.length
  ) {
    return 'the warning is not there exactly once';
  }
  if (draft.parts.some((part) => part.locale !== draft.locale)) {
    return 'a part is in another language';
  }
  const byBot = draft.parts.filter((part) => part.kind !== 'staff');
  if (byBot.some((part) => DOSE_TOKEN.test(wordsOf(part, approved)))) return 'it holds an amount';
  return undefined;
}
