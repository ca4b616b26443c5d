import type { AnswerFilter, AnswerState, RevisionView, TicketSummary, TurnView } from '../wire.ts';

/** The words staff read for the names the program uses. One place, so that one thing has one name. */

export const URGENCY: Record<TicketSummary['urgency'], string> = {
  emergency: 'Emergency',
  urgent: 'Urgent',
  routine: 'Routine',
};

export const REASON: Record<TicketSummary['reason'], string> = {
  emergency: 'Possible emergency',
  overdose: 'Possible overdose',
  self_harm: 'Self-harm',
  abuse_disclosed: 'Abuse disclosed',
  side_effect_now: 'Side effect now',
  dose: 'Dose question',
  schedule: 'How many visits, how often',
  interaction: 'Mixing with another medicine',
  pregnancy: 'Pregnancy or breastfeeding',
  personal_advice: 'Personal medical advice',
  minor: 'Someone under 18',
  procurement: 'Ketamine without a prescription',
  conduct: 'Conduct',
  human: 'Asked for a person',
  unclear: 'The bot did not understand',
  no_answer: 'The bot has no answer',
  staff_only: 'Only staff answer this',
  language: 'Another language',
  failure: 'Something failed',
};

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
};

export const TOPIC: Record<NonNullable<TicketSummary['topic']>, string> = {
  provider: 'Finding a doctor or clinic',
  insurance: 'Insurance and cost',
  expect: 'What to expect',
  driving: 'Driving and getting home',
  prep: 'Getting ready',
  side_effects: 'Side effects',
  eligibility: 'Who it is for',
  options: 'Forms of treatment',
  evidence: 'Evidence and law',
  aftercare: 'After a visit',
  contact: 'Reaching the clinic',
  human: 'A person',
  smalltalk: 'Small talk',
  out_of_scope: 'Out of scope',
};

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
  unpublished: 'Not published yet',
  retired: 'Retired',
};

export const ANSWER_FILTER: Record<AnswerFilter, string> = {
  waiting: 'Waiting for approval',
  draft: 'With a draft',
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

export const APPROVAL = { clinical: 'Clinical', plain_language: 'Plain language' } as const;

export const APPROVAL_MEANS = {
  clinical: 'What it says is right and safe',
  plain_language: 'A patient understands it',
} as const;
