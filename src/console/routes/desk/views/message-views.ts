import type { AnswerBank } from '../../../../answer-bank/answer-bank.ts';
import type { Conversation, Message } from '../../../../domain/conversation.ts';
import type { AnswerId, Locale } from '../../../../domain/ids.ts';
import type { Part } from '../../../../domain/reply.ts';
import type { Blocks } from '../../../../safety/load-blocks.ts';
import type { MessagePart, MessageView } from '../../../wire.ts';

export type Words = {
  partsOf(message: Message): MessagePart[];
  title(id: AnswerId, locale: Locale, revision: number): string;
};

/** Looks up what the parts of a message said, so that staff see it laid out as the patient does. */
export function approvedWords(bank: AnswerBank, blocks: Blocks): Words {
  const partOf = (part: Part): MessagePart => {
    switch (part.kind) {
      case 'block':
        return {
          kind: part.id === 'WARNING' ? 'warning' : 'markdown',
          text: blocks.text(part.id, part.locale),
        };
      case 'answer': {
        const { id, locale, revision, profile } = part;
        const withdrawn = bank.isWithdrawn(part.id, part.locale, part.revision);
        const words = bank.revision(id, locale, revision, profile);
        return { kind: 'answer', id, revision, ...words, withdrawn };
      }
      case 'staff':
        return { kind: 'plain', text: part.text };
    }
  };
  return {
    partsOf(message) {
      const whole: MessagePart[] = [{ kind: 'plain', text: message.text }];
      if (message.parts.length === 0) return whole;
      try {
        return message.parts.map(partOf);
      } catch {
        return whole; // a text that is gone from the bank is still shown, as it was stored
      }
    },
    title(id, locale, revision) {
      try {
        return bank.revision(id, locale, revision).title;
      } catch {
        return id;
      }
    },
  };
}

export function messageViews(conversation: Conversation, words: Words): MessageView[] {
  const { messages } = conversation;
  return messages.map((message, index) => ({
    seq: message.seq,
    at: message.at,
    from: message.from,
    locale: message.locale,
    parts: words.partsOf(message),
    choices: message.choices.map(({ label }) => label),
    edited: message.replaces !== undefined,
    chosen: chosenLabel(message, messages.slice(0, index)),
    signedBy: message.signature?.firstName ?? null,
    helped: message.feedback?.helped ?? null,
  }));
}

/** "2" after a menu means its second button; an edit picks nothing. */
function chosenLabel({ from, text, replaces }: Message, before: Message[]): string | null {
  if (from !== 'patient' || replaces !== undefined) return null;
  const shown = before.findLast((message) => message.from !== 'patient');
  return shown?.choices[Number(text) - 1]?.label ?? null;
}
