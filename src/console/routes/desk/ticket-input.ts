import { z } from 'zod';
import { TicketNumber } from '../../../domain/ids.ts';

export const READS = ['responder', 'moderator', 'admin'] as const;
export const ANSWERS = ['responder', 'admin'] as const;

const number = z.coerce.number().pipe(TicketNumber);
export const OneTicket = z.object({ params: z.object({ number }) });

/** Control characters could change how a text looks in a terminal or a log; none belongs in a message. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;
const cleanText = (atMost: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(CONTROL_CHARACTERS, '').trim())
    .pipe(
      z.string().min(1, 'write something first').max(atMost, `use ${atMost} characters or less`),
    );
export const WithText = OneTicket.extend({ body: z.object({ text: cleanText(2000) }) });
export const WithReply = OneTicket.extend({
  body: WithText.shape.body.extend({ actionId: z.string().regex(/^[\w-]{16,64}$/) }),
});
