import type { LineView, StandingView } from '../../wire/start.ts';

export const STEPS = [
  'facts',
  'hours',
  'number',
  'people',
  'channels',
  'review',
  'trial',
  'checklist',
] as const;
export type StepId = (typeof STEPS)[number];

export const STEP: Record<StepId, { title: string; about: string }> = {
  facts: {
    title: 'Clinic facts',
    about: 'What answers may say of your clinic. You write it down, and a second person signs.',
  },
  hours: {
    title: 'Opening hours',
    about: 'When staff are there. Patients are told by it how long they wait.',
  },
  number: {
    title: '24-hour number',
    about: 'The number that every safety text names. It must reach a person at any hour.',
  },
  people: { title: 'People', about: 'Who answers, who approves, and who is called at night.' },
  channels: { title: 'Channels', about: 'Where patients write, and how a page finds your staff.' },
  review: {
    title: 'Answers',
    about: 'Read each answer that ships, and decide what becomes of it.',
  },
  trial: { title: 'Try the chat', about: 'Be a patient of your own clinic for five minutes.' },
  checklist: { title: 'Go live', about: 'What the program has checked, and your name under it.' },
};

type LineWords = { step: StepId; title: string; why: string; href: string; mend: string };

/** What each line of the checklist is for, and where it is mended. */
export const LINE: Record<LineView['id'], LineWords> = {
  names: {
    step: 'facts',
    title: 'The clinic has a name and a phone number',
    why: 'Fixed texts name them. Without them patients would read a sample.',
    href: '/start/facts',
    mend: 'Which settings these are',
  },
  facts: {
    step: 'facts',
    title: 'Facts of the clinic are signed',
    why: 'What is true of one clinic is wrong for another, so two people look at it.',
    href: '/start/facts',
    mend: 'Write and sign them',
  },
  hours: {
    step: 'hours',
    title: 'Somebody read the week that the settings mean',
    why: 'A slip here tells patients that someone answers soon when nobody is there.',
    href: '/start/hours',
    mend: 'Read the week',
  },
  number: {
    step: 'number',
    title: 'The 24-hour number is set',
    why: 'It stands in every safety text, by night too.',
    href: '/start/number',
    mend: 'Which setting this is',
  },
  called: {
    step: 'number',
    title: 'A person answered at the 24-hour number',
    why: 'A wrong digit is found by calling, and by nothing else.',
    href: '/start/number',
    mend: 'Call it',
  },
  clinician: {
    step: 'people',
    title: 'A moderator has a clinical credential',
    why: 'Only a clinician may say that an answer is right and safe.',
    href: '/start/people',
    mend: 'Name the clinician',
  },
  approvers: {
    step: 'people',
    title: 'Enough people may approve',
    why: 'No one approves their own words, and each approval is another person’s.',
    href: '/start/people',
    mend: 'Add people',
  },
  on_call: {
    step: 'people',
    title: 'Somebody on call is reached by a page',
    why: 'An emergency that nobody hears of is the worst that can happen here.',
    href: '/start/people',
    mend: 'Say who is on call',
  },
  backup: {
    step: 'people',
    title: 'Somebody comes after the first on call',
    why: 'One person sleeps, drives or is ill. A second on call or a medical director steps in.',
    href: '/start/people',
    mend: 'Name the next',
  },
  ways: {
    step: 'channels',
    title: 'A page can leave this machine',
    why: 'Without e-mail, webhook or Slack a page has nowhere to go.',
    href: '/start/channels',
    mend: 'See the channels',
  },
  pages: {
    step: 'channels',
    title: 'A test page was taken on every way',
    why: 'A setting that looks right and does not work is found now, not at night.',
    href: '/start/channels',
    mend: 'Send a test page',
  },
  address: {
    step: 'channels',
    title: 'What patients write is not read on its way',
    why: 'It is about their health. With https nobody between them and this machine reads it.',
    href: '/start/channels',
    mend: 'Which setting this is',
  },
  answers: {
    step: 'review',
    title: 'Every answer that ships was decided on',
    why: 'Nobody should find out from a patient what their clinic says.',
    href: '/start/review',
    mend: 'Go on reading',
  },
  approved: {
    step: 'review',
    title: 'At least one answer is approved',
    why: 'Live mode sends approved answers alone. Without any, all questions go to staff.',
    href: '/start/review',
    mend: 'Approve answers',
  },
  trial: {
    step: 'trial',
    title: 'Somebody tried the chat',
    why: 'You should have read what your patients will read.',
    href: '/start/trial',
    mend: 'Try it',
  },
};

export function isDone(step: StepId, { lines, standing }: StepFacts): boolean {
  if (step === 'checklist') return standing === 'stands';
  return lines.every(({ id, missing }) => LINE[id].step !== step || missing === null);
}
type StepFacts = { lines: LineView[]; standing: StandingView['standing'] };
