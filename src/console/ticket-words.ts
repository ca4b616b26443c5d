import type { TicketSummary } from './wire.ts';

/** What staff call urgencies, reasons and topics. The page shows these words, and the server searches by them. */

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
  report: 'Answer reported',
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
