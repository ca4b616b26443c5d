import type { types } from '@slack/bolt';
import type { Ticket } from '../../../../domain/ticket.ts';
import { sections } from '../../messages/patient-post.ts';
import { MESSAGE_BLOCK, MESSAGE_INPUT, type WindowNotes } from '../staff-click.ts';

export const SEND_WINDOW = 'ticket_send';

/** A staff message of this length still fits the patient's screen and Slack's input. */
const MOST_CHARACTERS = 2000;

const LANGUAGE = { en: 'English', es: 'Spanish' } as const;

/** The window in which staff write to a patient: first the text, then the text as the patient will read it. */
export function writeWindow(
  ticket: Ticket,
  { locale }: { locale: keyof typeof LANGUAGE },
): types.ModalView {
  const { number, reason } = ticket;
  const about = `${reason.replaceAll('_', ' ')}. The patient reads ${LANGUAGE[locale]}.`;
  return sendWindow({
    notes: { number },
    submit: 'Preview',
    blocks: [context(`About: ${about}`), input('')],
  });
}

export function previewWindow(
  notes: Required<WindowNotes>,
  { text, preview }: { text: string; preview: string },
): types.ModalView {
  return sendWindow({
    notes,
    submit: 'Send',
    blocks: [
      context('The patient will read this. Change the text below to see it again.'),
      ...sections(preview),
      { type: 'divider' },
      input(text),
    ],
  });
}

function sendWindow(view: {
  notes: WindowNotes;
  submit: string;
  blocks: types.KnownBlock[];
}): types.ModalView {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  return {
    type: 'modal',
    callback_id: SEND_WINDOW,
    private_metadata: JSON.stringify(view.notes),
    title: plain(`Ticket ${view.notes.number}`),
    submit: plain(view.submit),
    close: plain('Cancel'),
    blocks: view.blocks,
  };
}

function context(text: string): types.KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text }] };
}

function input(text: string): types.KnownBlock {
  return {
    type: 'input',
    block_id: MESSAGE_BLOCK,
    label: { type: 'plain_text', text: 'Message to the patient' },
    hint: { type: 'plain_text', text: 'It is signed with your first name and role.' },
    element: {
      type: 'plain_text_input',
      action_id: MESSAGE_INPUT,
      multiline: true,
      max_length: MOST_CHARACTERS,
      focus_on_load: true,
      ...(text && { initial_value: text }),
    },
  };
}
