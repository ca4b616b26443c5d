import type { Message } from '../../domain/conversation.ts';

const NUMBER = /^#?(\d{1,2})[.)]?$/;
const PERSON_PRESS = /^f_\d+_person$/;

/** Whether this message is a button that the patient was shown last, or its number, and no words of their own. */
export function isPick({ id, text }: Message, before: readonly Message[]): boolean {
  if (PERSON_PRESS.test(id)) return true;
  const choices = before.findLast(({ from }) => from !== 'patient')?.choices ?? [];
  if (choices.length === 0) return false;
  const said = plain(text);
  const number = Number(NUMBER.exec(said)?.[1] ?? 0);
  return (
    (number >= 1 && number <= choices.length) || choices.some(({ label }) => plain(label) === said)
  );
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
