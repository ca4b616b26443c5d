import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';
import { Botkit } from 'botkit';

/** A Botkit controller that says back what it hears. Stores nothing. */
export function botkitEcho() {
  class EchoAdapter extends BotAdapter {
    async sendActivities(
      context: TurnContext,
      sent: Partial<Activity>[],
    ): Promise<ResourceResponse[]> {
      context.turnState.set('said', sent[0]?.text);
      return [{ id: '1' }];
    }
    async updateActivity() {}
    async deleteActivity() {}
    async continueConversation() {}
    run(context: TurnContext): Promise<void> {
      return this.runMiddleware(context, (running) => controller.handleTurn(running));
    }
  }
  const adapter = new EchoAdapter();
  const controller = new Botkit({ adapter, disable_webserver: true, disable_console: true });
  controller.on('message', async (bot, message) => {
    await bot.reply(message, message.text ?? '');
  });
  return async (text: string) => {
    const context = new TurnContext(adapter, {
      type: ActivityTypes.Message,
      text,
      channelId: 'bench',
      from: { id: 'p', name: '' },
      recipient: { id: 'b', name: '' },
      conversation: { id: 'c', isGroup: false, conversationType: '', name: '' },
    });
    await adapter.run(context);
    return context.turnState.get('said');
  };
}
