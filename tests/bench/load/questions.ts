/** What patients ask, in the mix of a quiet day: mostly answerable, now and then a dose question or none of ours. */
export const QUESTIONS = [
  'can i drive home after my infusion?',
  'does insurance cover it',
  'what does it feel like',
  'what should i wear',
  'thanks',
  'how many sprays should i take',
  'which kind of doctor does this',
  'what is the weather tomorrow',
  'may I eat before the visit',
  'how long does a visit take',
];

export const EMERGENCY = 'my chest hurts and i cannot breathe';

export function questionAt(place: number): string {
  return QUESTIONS[place % QUESTIONS.length] ?? '';
}
