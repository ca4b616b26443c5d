import type { z } from 'zod';
import { Answer } from '../../../domain/answer.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import { type DocumentName, type Documents, documents } from '../../../domain/documents.ts';
import type { StaffMember } from '../../../domain/staff.ts';
import { parseConversation } from '../../format/parse-conversation.ts';
import { parseStaff } from '../../format/parse-staff.ts';
import { parserOf } from '../../format/parser-of.ts';
import type { Seal } from '../../seal/create-seal.ts';

/** The one place where what the tables hold as text becomes what it means, and the other way round. */
export type Bodies = {
  conversation: Body<Conversation>;
  answer: Body<Answer>;
  staff: Body<StaffMember>;
  document<Name extends DocumentName>(name: Name): Body<Documents[Name]>;
  /** By its key in the table: `secret session`. */
  text: { open(stored: string, name: string): string; seal(text: string, name: string): string };
};

/** `key` is the row's: its words open under no other. */
type Body<Value> = {
  open(stored: string, key: string): Value;
  seal(value: Value, key: string): string;
};

const parseAnswer = parserOf(Answer);

export function createBodies({ open, seal }: Pick<Seal, 'open' | 'seal'>): Bodies {
  const text: Bodies['text'] = {
    open: (stored, name) => open(stored, { name, where: name }),
    seal,
  };
  const body = <Value>(
    kind: string,
    parse: (stored: string, where: string) => Value,
  ): Body<Value> => ({
    open: (stored, key) => parse(text.open(stored, `${kind} ${key}`), `${kind} ${key}`),
    seal: (value, key) => seal(JSON.stringify(value), `${kind} ${key}`),
  });
  return {
    conversation: body('conversation', parseConversation),
    answer: body('answer', parseAnswer),
    staff: body('staff', parseStaff),
    document: <Name extends DocumentName>(name: Name) =>
      body('document', parserOf(documents[name] as unknown as z.ZodType<Documents[Name]>)),
    text,
  };
}

export function answerKey({ id, locale }: { id: string; locale: string }): string {
  return `${id} ${locale}`;
}
