import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';
import type { RunningTurn } from './running-turn.ts';

/** Marks an activity as the reply that the turn already holds. Its words never pass through Botkit. */
export const SPOKEN = 'askwell.reply';

/**
 * The one adapter for every channel. What Botkit "sends" is a mark, never words: the reply was composed and checked by
 * the turn, and the channel delivers it once the turn is stored. Words of Botkit's own are refused.
 */
export class TurnAdapter extends BotAdapter {
  async run(turn: RunningTurn, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const { conversationId, channel, messageId } = turn.message;
    const activity: Partial<Activity> = {
      type: ActivityTypes.Message,
      id: messageId,
      text: '-',
      channelId: channel,
      from: { id: conversationId, name: '' },
      recipient: { id: 'askwell', name: '' },
      conversation: { id: conversationId, isGroup: false, conversationType: '', name: '' },
    };
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    for (const { text } of activities) {
      if (text !== SPOKEN)
        throw new Error('Botkit tried to send words of its own. Nothing was sent.');
    }
    return activities.map(() => ({ id: SPOKEN }));
  }

  override async updateActivity(): Promise<undefined> {
    throw new Error('a reply is never edited');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('a reply is never deleted');
  }

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const activity = TurnContext.applyConversationReference(
      { type: ActivityTypes.Event },
      reference,
      true,
    );
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}
