/** The same function of a text, which keeps what it gave for the texts of its last calls; so many at most. */
export function remembering<Result>(
  of: (text: string) => Result,
  { most, keyOf = (text) => text }: { most: number; keyOf?: (text: string) => string },
): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const key = keyOf(text);
    const before = known.get(key);
    const result = before ?? of(text);
    known.delete(key);
    known.set(key, result);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return result;
  };
}
