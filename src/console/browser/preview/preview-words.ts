import type { PreviewFigure, PreviewKind, PreviewReply } from '../../wire/preview.ts';
import { LANGUAGE } from '../words.ts';

/** Those that matter most first. */
export const KINDS: readonly PreviewKind[] = [
  'other_answer',
  'not_answered',
  'answered',
  'other_reply',
  'other_words',
];

export const KIND: Record<PreviewKind, string> = {
  other_answer: 'Would get another answer',
  not_answered: 'Would not be answered any more',
  answered: 'Would newly be answered',
  other_reply: 'Would get something else, but no answer',
  other_words: 'Same answer, in the new words',
};

export const FIGURE: Record<PreviewFigure['figure'], string> = {
  reachStaff: 'Questions for staff that reach them',
  drivingElsewhere: 'Driving questions answered with another topic',
  outOfScopeAnswered: 'Questions out of scope that are answered',
  unapproved: 'Replies with words that nobody approved',
};

const REPLY: Record<PreviewReply['kind'], string> = {
  answer: 'an answer',
  clarification: '“Did you mean…?”',
  fallback: 'the menu of topics',
  safety: 'the safety text',
  escalation: 'staff',
  smalltalk: 'small talk',
  declined: '“I cannot help with that”',
  silence: 'nothing',
};

/** "Driving after treatment, and staff": what a question gets, in a few words. */
export function replyWords({ kind, answers, staff }: PreviewReply): string {
  const titles = answers.map(({ title }) => title);
  const said = titles.length > 0 && kind !== 'safety' ? titles : [REPLY[kind], ...titles];
  const alsoStaff = staff && kind !== 'escalation' && kind !== 'safety' ? ['staff'] : [];
  return [...said, ...alsoStaff].join(', and ');
}

/** What is right for a test question: `staff`, a topic, or an intent by its name. */
export function expectWords(expect: string): string {
  if (expect === 'staff') return 'staff';
  return expect === 'out_of_scope' ? 'no answer' : expect;
}

export function languageOf(locale: 'en' | 'es'): string {
  return LANGUAGE[locale];
}

export function count(many: number, one: string): string {
  return `${many} ${one}${many === 1 ? '' : 's'}`;
}
