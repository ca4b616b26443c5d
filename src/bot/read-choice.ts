import type { Choice } from '../domain/reply.ts';

/** The menu entry that a patient's words pick: its number, or its label as it stands on the button. */
export function readChoice(text: string, choices: readonly Choice[]): Choice | undefined {
  const said = plain(text);
  const number = /^#?(\d{1,2})[.)]?$/.exec(said)?.[1];
  if (number !== undefined) return choices[Number(number) - 1];
  return readLabel(text, choices);
}

/** The menu entry whose label was said word for word, as a button does. */
export function readLabel(text: string, choices: readonly Choice[]): Choice | undefined {
  const said = plain(text);
  return choices.find((choice) => plain(choice.label) === said);
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
