import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import type { TakePatientMessage } from '../patients/take-patient-message.ts';
import { createEventMemory, type EventMemory } from './event-memory.ts';

/** A patient's message could not be stored: whoever received it must not acknowledge it. */
export class SlackEventNotStoredError extends Error {
  readonly code = 'slack_event_not_stored';
}

const Event = z.object({ event_id: z.string() });

/**
 * Bolt acknowledges an event before it calls any middleware, so patients' messages are stored in front of it, for
 * both ways in. A class, because Bolt's receivers call this method of the app they are given.
 */
export class PersistFirstApp extends App {
  readonly #take: TakePatientMessage;
  readonly #events: EventMemory = createEventMemory();

  constructor(options: AppOptions, take: TakePatientMessage) {
    super(options);
    this.#take = take;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const id = Event.safeParse(event.body).data?.event_id;
    const taken = await this.#events.once(id, () => this.#takeFirst(event));
    if (taken === 'known') await event.ack();
  }

  async #takeFirst(event: ReceiverEvent): Promise<void> {
    const taken = await this.#take(event.body, { retry: event.retryNum });
    if (taken === 'not_stored') {
      throw new SlackEventNotStoredError(
        'A message from Slack was not stored. Slack sends it again.',
      );
    }
    await super.processEvent(event);
  }
}
