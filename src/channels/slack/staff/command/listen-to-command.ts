import type { App } from '@slack/bolt';
import type { Home } from '../home/create-home.ts';
import type { StaffDeps } from '../staff-deps.ts';
import { FAILED, notLinked } from '../staff-words.ts';
import { answerCommand } from './answer-command.ts';

/** `/askwell …`. What it does is stored before Slack is answered; nobody else in the channel sees the answer. */
export function listenToCommand(app: App, home: Home, deps: StaffDeps): void {
  app.command('/askwell', async ({ ack, command, client }) => {
    const user = { id: command.user_id, team: command.team_id };
    const answer = async () => {
      const by = await deps.linkStaff(user);
      if (!by) return { by, text: notLinked(user.id) };
      return { by, text: await answerCommand(command.text, by, deps) };
    };
    const { by, text } = await answer().catch((err: unknown) => {
      deps.log.error({ err }, 'a command from Slack was not done');
      return { by: undefined, text: FAILED };
    });
    await ack({ response_type: 'ephemeral', text });
    if (by) await home.refresh({ user: user.id, by }, client);
  });
}
