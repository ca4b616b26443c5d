import type { Classifier } from '../domain/classification.ts';
import type { SafetyGate } from '../domain/concern.ts';
import type { PatientMessage } from '../domain/conversation.ts';
import type { ConversationId, IntentId, TicketNumber } from '../domain/ids.ts';
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
  now: Clock;
  log: Log;
};

/** A message with the menu entry it picks, when the turn before ended in a menu. */
export type Heard = { message: PatientMessage; choice: Choice | undefined };
