import type { Credential } from '../../domain/staff.ts';
import { TOPIC } from '../ticket-words.ts';
import type { AnswerFilter, AnswerState, Happened, RevisionView, Shelf } from '../wire/answers.ts';
import type { DeadView, TicketSummary, TurnView } from '../wire.ts';

/** The words staff read for the names the program uses. One place, so that one thing has one name. */

const SAFETY_TOLD = 'The bot sent the safety text at once and answers nothing else.';

/** Why it came to staff, and what the patient was told. */
export const WHY: Record<TicketSummary['reason'], string> = {
  emergency: `The words point to an emergency. ${SAFETY_TOLD}`,
  overdose: `The words point to an overdose. ${SAFETY_TOLD}`,
  self_harm: `The words point to self-harm. ${SAFETY_TOLD}`,
  abuse_disclosed: `The words point to abuse or violence. ${SAFETY_TOLD}`,
  side_effect_now: `The patient feels a bad effect now. ${SAFETY_TOLD}`,
  dose: 'The patient asked about an amount, a strength or how often. The bot refused: only a prescriber answers that.',
  schedule: 'The patient asked how many visits or how often. The bot gives no numbers.',
  interaction: 'The patient asked about another medicine, food or drink. The bot refused to judge.',
  pregnancy: 'The patient asked about pregnancy or breastfeeding. The bot refused to judge.',
  personal_advice:
    'The patient asked what is right for them. That needs someone who knows their health.',
  minor: 'The patient or the person asked about seems to be under 18.',
  procurement:
    'The patient asked for a way around a prescription. The bot declined and gave a help line.',
  conduct: 'Insults, advertising or flooding. The bot said what it is for.',
  human: 'The patient asked to talk to a person.',
  unclear: 'The bot did not understand two messages in a row.',
  no_answer: 'The bot knew the question, but has no answer that it may send.',
  staff_only: 'This question is always for staff.',
  language: 'The patient writes in a language that has no approved answers.',
  failure: 'A part of the program failed, so the message came to you instead.',
  report: 'Someone pressed "Report this answer" in Slack. A note on the ticket names the answer.',
};

/** What a session that ends does not take along. */
export const DRAFTS_ARE_KEPT =
  'Replies, notes, answers and facts that you began and did not send are kept in this browser.';

/** "8 hours", "90 minutes". */
export function idleFor(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
}

export const SHELF: Record<Shelf, string> = { ...TOPIC, canned: 'Texts for staff' };

export const CHANNEL: Record<TicketSummary['channel'], string> = {
  web: 'Web chat',
  slack: 'Slack',
  terminal: 'Terminal',
  api: 'API',
};

export const LANGUAGE: Record<TicketSummary['locale'], string> = { en: 'English', es: 'Spanish' };

export const ROLE = { responder: 'Responder', moderator: 'Moderator', admin: 'Admin' } as const;

export const ROLE_MEANS = {
  responder: 'Answers patients at the desk',
  moderator: 'Owns the answers; reads the desk',
  admin: 'Everything, and who may sign in',
} as const;

export const CREDENTIAL: Record<Credential, string> = {
  physician: 'Physician',
  nurse: 'Nurse',
  pharmacist: 'Pharmacist',
  other_clinician: 'Other clinician',
};

export const DETECTOR: Record<TurnView['concerns'][number]['detector'], string> = {
  rule: 'a rule',
  classifier: 'the classifier',
  follow_up: 'the message before',
};

export const REPLY_KIND: Record<TurnView['replyKind'], string> = {
  answer: 'Answered from the bank',
  clarification: 'Asked which of these was meant',
  fallback: 'Did not understand',
  safety: 'Safety text',
  escalation: 'Passed to staff',
  smalltalk: 'Small talk',
  declined: 'Declined',
  silence: 'Silent: staff have the conversation',
};

export const ANSWER_STATE: Record<AnswerState, string> = {
  live: 'Live',
  sample: 'Sample',
  expired: 'Past its review date',
  withheld: 'Translation withheld',
  unpublished: 'Not published yet',
  retired: 'Retired',
  withdrawn: 'Withdrawn as wrong',
};

export const ANSWER_FILTER: Record<AnswerFilter, string> = {
  waiting: 'Waiting for approval',
  draft: 'With a draft',
  outdated: 'Translation outdated',
  ...ANSWER_STATE,
};

export const REVISION_STATE: Record<RevisionView['state'], string> = {
  draft: 'Draft',
  in_review: 'In review',
  approved: 'Approved',
  published: 'Published',
  replaced: 'Replaced',
  retired: 'Retired',
};

export const HAPPENED: Record<Happened['what'], string> = {
  submitted: 'Sent to review',
  dropped: 'Dropped',
  approved: 'Approved',
  published: 'Published',
  renewed: 'Still right',
  retired: 'Taken back',
  brought_back: 'Brought back',
  withdrawn: 'Withdrawn as wrong',
};

export const APPROVAL = { clinical: 'Clinical', plain_language: 'Plain language' } as const;

export const APPROVAL_MEANS = {
  clinical: 'What it says is right and safe',
  plain_language: 'A patient understands it',
} as const;

export const STATE: Record<TicketSummary['state'], string> = {
  new: 'waits for someone',
  claimed: 'in hand',
  answered: 'answered',
  resolved: 'resolved',
};

export const DESTINATION: Record<DeadView['to'], string> = {
  slack_patient: 'Slack, for patients',
  slack_staff: 'The staff channel on Slack',
  email: 'E-mail',
  webhook: 'The paging service',
};

export const OUTGOING: Record<DeadView['kind'], string> = {
  message: 'Message to a patient',
  ticket_card: 'Ticket card',
  ticket_update: 'News of a ticket',
  page: 'Page to people on duty',
  reminder: 'Reminder of answers to review',
};
