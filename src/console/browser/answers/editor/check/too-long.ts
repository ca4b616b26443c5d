const MOST_CHARACTERS = 10_000;

/** A pasted book is not sent anywhere: this says so at once. */
export function tooLong(text: string): string | undefined {
  if (text.length <= MOST_CHARACTERS) return undefined;
  const [is, most] = [text.length, MOST_CHARACTERS].map((count) => count.toLocaleString('en'));
  return `The text has ${is} characters; ${most} are the most. Nothing was saved. Cut it down to one answer.`;
}
