import type { Classifier } from '../domain/classification.ts';
import type { SafetyGate } from '../domain/concern.ts';
import type { Conversation, PatientMessage } from '../domain/conversation.ts';
import type { ConversationId, Instant, IntentId, TicketNumber } from '../domain/ids.ts';
import type { Choice } from '../domain/reply.ts';
import type { Blocks } from '../safety/load-blocks.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { Bank } from './decide/questions/topic-menu.ts';
import type { TextTools } from './hear/take-in.ts';
import type { Sender } from './reply/sender.ts';

/** The parts a turn needs, handed in. */
export type TurnDeps = {
  tools: TextTools;
  gate: SafetyGate;
  classifier: Classifier;
  splitQuestions: (text: string) => string[];
  bank: Bank;
  intents: readonly IntentId[];
  staffOnly: ReadonlySet<IntentId>;
  blocks: Blocks;
  sender: Sender;
  reserveTicketNumber: (id: ConversationId) => Promise<TicketNumber>;
  /** Tickets are shown in a Slack channel too. */
  posts: boolean;
  /** Whether staff are there; outside these hours replies about a danger name the 24-hour number. */
  isOpen: (at: Instant) => boolean;
  /** Calls people about what was just opened, in the same write. Never rejects. */
  page: (conversation: Conversation, at: Instant) => Promise<Conversation>;
  now: Clock;
  /** The moment so many milliseconds ago; a jump of the clock since then is not time that has passed. */
  ago?: (ms: number) => Instant;
  log: Log;
};

/** A message with the menu entry it picks, when the turn before ended in a menu. */
export type Heard = { message: PatientMessage; choice: Choice | undefined };
