/** 26 characters nobody guesses. `crypto.randomUUID` is missing where the console is opened without TLS. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => (byte & 31).toString(32)).join('');
}
