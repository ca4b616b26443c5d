import { z } from 'zod';
import { ContractReply } from '../../../conversation/reply/contract-reply.ts';
import { Instant, Locale } from '../../../domain/ids.ts';
import { ReplyKind } from '../../../domain/reply.ts';
import { base32 } from '../../../shared/ids.ts';

const SECRET_LENGTH = 40;

/** What opens a conversation. The patient's side alone keeps it; the program keeps a hash. */
export const ConversationSecret = z
  .string()
  .regex(
    /^[a-z2-7]{32,64}$/,
    'this is no conversation: send back the one that you were given, or leave the field out to begin one',
  )
  .describe('Unguessable secret of this patient, 32 to 64 characters of base32');

export function newSecret(): string {
  return base32(SECRET_LENGTH);
}

const MessageId = z
  .string()
  .min(1)
  .max(200)
  .describe(
    'Chosen by the sender; the same id again gives the same reply and makes no second turn',
  );

const Text = z.string().describe('What the patient wrote. May be empty: that gets a reply too');

const Replaces = z
  .string()
  .min(1)
  .max(200)
  .describe(
    'The messageId of an earlier message that this is a new wording of. What is new and serious is answered; nothing is taken back',
  );

export const ChatMessage = z
  .object({
    conversation: ConversationSecret.optional(),
    messageId: MessageId.optional(),
    replaces: Replaces.optional(),
    text: Text,
  })
  .meta({ examples: [{ messageId: 'm-1', text: 'can I drive home after my infusion?' }] });

export const ChatReply = ContractReply.extend({
  conversation: z.string().describe('Send it with the next message to go on'),
  cursor: z.number().int().optional().describe('seq of the reply, for `after`'),
});
export type ChatReply = z.infer<typeof ChatReply>;

/** What goes wrong says what to do, and repeats where help is: the message was not read by anyone. */
export const Problem = z.object({
  code: z.string(),
  problem: z.string().describe('What is wrong and what to do'),
  emergency: z.string().describe('The crisis line text, because this message got no reply'),
});
export type Problem = z.infer<typeof Problem>;

export const EventsQuery = z.object({
  conversation: ConversationSecret.optional().describe(
    'The secret, where the header `askwell-conversation` cannot be set: addresses end up in the logs of proxies',
  ),
  after: z.coerce.number().int().min(0).default(0).describe('Only messages with a greater seq'),
  wait: z.coerce
    .number()
    .min(0)
    .max(25)
    .default(0)
    .describe('Seconds to wait for something new before an empty list is given'),
});

/** Node gives header names in lower case. */
export const EventsHeaders = z.object({
  'askwell-conversation': ConversationSecret.optional().describe(
    'The secret of the conversation; takes the place of the field in the address',
  ),
});

/** A button under the message `seq`. Of yes and no the last one counts. */
export const Press = z.object({
  seq: z.number().int().positive().describe('Of the message that the button stands under'),
  pressed: z.enum(['yes', 'no', 'person']),
});
export type Press = z.infer<typeof Press>;

export const FeedbackPress = Press.extend({ conversation: ConversationSecret }).meta({
  examples: [{ conversation: 'a'.repeat(SECRET_LENGTH), seq: 2, pressed: 'yes' }],
});

export const PressReply = Press.extend({
  cursor: z
    .number()
    .int()
    .optional()
    .describe('seq of what was said to it; absent while staff have the conversation'),
});

export const PressProblem = Problem.extend({
  text: z
    .string()
    .optional()
    .describe('All that the patient reads, who asked for a person that could not be called'),
});

const HelpedButtons = z.object({
  question: z.string().optional(),
  buttons: z.array(z.object({ pressed: Press.shape.pressed, label: z.string() })),
});
export type HelpedButtons = z.infer<typeof HelpedButtons>;

const ShownSource = z.object({
  title: z.string(),
  publisher: z.string(),
  locator: z.string().optional(),
  url: z.string().optional(),
  checked: z.string(),
});

export const ShownPart = z.object({
  kind: z.enum(['block', 'answer', 'staff']),
  id: z.string().optional().describe('Id of the block or answer'),
  html: z.string().describe('Safe HTML of the approved words'),
  title: z.string().optional(),
  sources: z.array(ShownSource).optional(),
  reviewBy: Instant.optional().describe('Past this moment the answer is not sent'),
  sample: z.boolean().optional().describe('True for an answer that no clinician has approved yet'),
});
export type ShownPart = z.infer<typeof ShownPart>;

export const ShownMessage = z.object({
  seq: z.number().int(),
  id: z.string().describe('Of a patient message: its messageId'),
  at: Instant,
  from: z.enum(['patient', 'bot', 'staff']),
  locale: Locale,
  text: z.string(),
  parts: z.array(ShownPart),
  choices: z
    .array(z.object({ label: z.string(), value: z.string() }))
    .describe('Buttons: send the value as the text of the next message'),
  replaces: z
    .string()
    .optional()
    .describe('Of an edit: the messageId of what it is a new wording of'),
  chosen: z.string().optional().describe('Label of the choice that this patient message picked'),
  kind: ReplyKind.optional(),
  helped: HelpedButtons.optional().describe(
    'Buttons under the message, for `/api/chat/feedback`, with the question whether it helped',
  ),
  aside: z
    .literal(true)
    .optional()
    .describe('Said to a press, or to correct what was said: earlier choices can still be picked'),
  signature: z
    .object({ firstName: z.string(), role: z.string() })
    .optional()
    .describe('Who on the staff wrote this'),
});
export type ShownMessage = z.infer<typeof ShownMessage>;

const Said = z.object({ locale: Locale, text: z.string() });

const Presence = z.object({
  owner: z.enum(['bot', 'waiting', 'staff']),
  words: Said.optional().describe('Approved words that a person has the conversation'),
  writing: Said.extend({ forMs: z.number().int() })
    .optional()
    .describe(
      'Approved words that staff are writing. True for `forMs` milliseconds, or until the next events lack it',
    ),
});
export type Presence = z.infer<typeof Presence>;

export const ChatEvents = z.object({
  messages: z.array(ShownMessage),
  cursor: z.number().int().describe('Send as `after` next time'),
  presence: Presence.optional().describe('Who has the conversation; absent before the first turn'),
  pressed: z
    .array(Press)
    .optional()
    .describe('Every button that is pressed in this conversation; absent when none is'),
  gone: z
    .literal(true)
    .optional()
    .describe('What came up to `after` is no longer kept: it was erased. Forget it'),
});
export type ChatEvents = z.infer<typeof ChatEvents>;

export const WelcomeQuery = z.object({
  locale: z.string().optional().describe('A language tag such as `es` or `es-MX`'),
});

export const Welcome = z.object({
  locale: Locale,
  notice: z.string().describe('Says that this is a bot, and ends with the warning'),
  parts: z.array(ShownPart).describe('The notice as HTML'),
  topics: z.array(z.object({ topic: z.string(), label: z.string() })),
  clinic: z.object({ name: z.string(), phone24: z.string() }),
  mode: z.enum(['demo', 'live']),
  privacy: z
    .object({
      kept: z.array(ShownPart).describe('What is kept, and where'),
      leaving: z.array(ShownPart).describe('What leaving in a hurry does, and what it cannot do'),
      erasing: z.array(ShownPart).describe('To be read before a chat is erased'),
    })
    .describe('Approved words beside the chat'),
});
export type Welcome = z.infer<typeof Welcome>;

/** Frames that a browser sends over the socket. `hello` comes first. */
export const ClientFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    conversation: ConversationSecret.optional(),
    after: z.number().int().min(0).default(0),
  }),
  z.object({
    type: z.literal('message'),
    messageId: MessageId,
    replaces: Replaces.optional(),
    text: Text,
  }),
  Press.extend({ type: z.literal('feedback') }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/** Frames that the server sends. */
export type ServerFrame =
  | { type: 'welcome'; conversation: string }
  | ({ type: 'messages' } & ChatEvents)
  | ({ type: 'reply'; stored: boolean } & ChatReply)
  /** To `feedback`. When it could not be stored, `text` is what the patient must read all the same. */
  | ({ type: 'pressed'; stored: boolean; text?: string | undefined } & z.infer<typeof PressReply>)
  | { type: 'typing'; on: boolean }
  | {
      type: 'error';
      code: string;
      problem: string;
      messageId?: string;
      /** The press that was not taken. */
      press?: Press;
      retryAfterSeconds?: number;
    };
