import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';
import { Botkit } from 'botkit';
import Fastify from 'fastify';

/**
 * What Askwell's chat is compared with, on a port that is printed: `bare` is a Fastify route that gives back a fixed
 * object; `botkit` hands each message to a Botkit controller that says it back. Neither stores anything.
 */
const kind = process.argv[2];
const app = Fastify();
const echo = kind === 'botkit' ? botkitEcho() : async (text: string) => text;

app.post<{ Body: { conversation?: string; text: string } }>(
  '/api/chat/messages',
  async ({ body }) => ({
    conversation: body.conversation ?? 'c',
    reply: { text: await echo(body.text) },
  }),
);
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(app.listeningOrigin);

function botkitEcho() {
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
