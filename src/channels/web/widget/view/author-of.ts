import type { ShownMessage } from '../../chat/chat-schemas.ts';
import type { Words } from './words.ts';

/** Who wrote it, as the patient reads it. */
export function authorOf({ from, signature }: ShownMessage, words: Words): string {
  switch (from) {
    case 'patient':
      return words.you;
    case 'bot':
      return words.bot;
    case 'staff':
      return signature ? `${signature.firstName}, ${signature.role}` : words.staff;
  }
}
