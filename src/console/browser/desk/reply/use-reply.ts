import { useState } from 'react';
import type { TicketView } from '../../../wire.ts';
import { sayWriting, useCannedTexts } from '../../api/desk.ts';
import { useDraft } from '../../parts/draft.ts';
import { focusOn } from '../../parts/focus-on.ts';
import { randomId } from '../../parts/random-id.ts';

export const REPLY_ID = 'reply-text';

/** The canned text of the starter bank that asks the patient to call the clinic. */
const PLEASE_CALL = 'canned.please-call';

type Draft = { text: string; actionId: string };
const NOTHING: Draft = { text: '', actionId: '' };

/** What is being written to the patient of one ticket. */
export type ReplyDraft = {
  draft: Draft;
  write(text: string): void;
  /** Behind what is there already. */
  insert(text: string): void;
  forget(): void;
  /** Puts in the text that asks for a call; offers all texts where that one is not approved. */
  askToCall(): void;
  picker: { isOpen: boolean; set(isOpen: boolean): void };
};

/** Exactly these words keep the id they are sent under, so that a second try after a lost answer sends nothing twice. */
export function useReply(ticket: TicketView, mayWork: boolean): ReplyDraft {
  const [draft, keep, forget] = useDraft(`reply ${ticket.number}`, NOTHING);
  const [isOpen, setOpen] = useState(false);
  const canned = useCannedTexts(ticket.locale, mayWork);
  const write = (text: string) => {
    keep({ text, actionId: randomId() });
    sayWriting(ticket.number);
  };
  const insert = (text: string) => {
    const before = draft.text.trimEnd();
    write(before === '' ? text : `${before}\n\n${text}`);
    focusOn(REPLY_ID);
  };
  return {
    draft,
    write,
    insert,
    forget,
    askToCall() {
      const found = canned.data?.texts.find(({ id }) => id === PLEASE_CALL);
      if (found) insert(found.text);
      else setOpen(true);
    },
    picker: { isOpen, set: setOpen },
  };
}
