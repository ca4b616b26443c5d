import { z } from 'zod';
import { ConversationSecret, Problem, ShownPart } from '../chat-schemas.ts';

export const EraseRequest = z
  .object({
    conversation: ConversationSecret,
    locale: z.string().optional().describe('Of what is read in return, such as `es-MX`'),
  })
  .meta({ examples: [{ conversation: 'a'.repeat(40) }] });

export type EraseRequest = z.infer<typeof EraseRequest>;

export const EraseReply = z.object({
  outcome: z
    .enum(['erased', 'none'])
    .describe('`none`: nothing was kept under this conversation, or no longer'),
  parts: z.array(ShownPart).describe('What the patient reads'),
});
export type EraseReply = z.infer<typeof EraseReply>;

export const EraseProblem = Problem.extend({
  parts: z.array(ShownPart).describe('What the patient reads: whom to call instead'),
});
export type EraseProblem = z.infer<typeof EraseProblem>;
