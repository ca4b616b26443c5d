const ASKS =
  /^(?:what|whats|how|hows|when|whens|where|wheres|who|whos|why|which|can|could|may|might|do|does|did|is|are|am|was|were|will|would|should|shall|has|have|had|must)\b/i;

/** Writes a hurried line as the encoder knows sentences: a capital, "I", and a full stop or question mark. */
export function asSentence(text: string): string {
  const line = text.trim().replace(/\bi\b/g, 'I');
  const end = /[\p{L}\p{N}'’")]$/u.test(line) ? endOf(line) : '';
  return line.charAt(0).toUpperCase() + line.slice(1) + end;
}

function endOf(line: string): string {
  return ASKS.test(line) ? '?' : '.';
}
