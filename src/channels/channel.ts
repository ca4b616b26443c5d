import type { PatientMessage, TurnOutcome } from '../domain/conversation.ts';

/**
 * What every channel hands a patient's message to. Never rejects: whatever breaks, the outcome holds the safety text
 * and says by `stored: false` that the message was not kept. The same `messageId` again gives the same outcome.
 */
export type Receive = (message: PatientMessage) => Promise<TurnOutcome>;
