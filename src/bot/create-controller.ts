import { Botkit, type BotkitMessage } from 'botkit';
import type { Choice } from '../domain/reply.ts';
import { addChoiceDialogue, CHOICE_DIALOGUE, takeGuarded } from './choice-dialogue.ts';
import { createDialogueStorage } from './dialogue-storage.ts';
import { readLabel } from './read-choice.ts';
import type { RunningTurn, RunningTurns } from './running-turn.ts';
import { SPOKEN, TurnAdapter } from './turn-adapter.ts';

/** Runs one turn through Botkit: on return the turn is taken and its dialogue state is up to date. */
export type Controller = { run(turn: RunningTurn): Promise<void> };

/** `opening`: the buttons that a channel shows before the first message, in every language. */
export function createController(opening: readonly Choice[]): Controller {
  const running: RunningTurns = new Map();
  const adapter = new TurnAdapter();
  const controller = new Botkit({
    adapter,
    storage: createDialogueStorage(running),
    disable_webserver: true,
    disable_console: true,
  });
  const turnOf = (message: BotkitMessage): RunningTurn => {
    const turn = running.get(message.channel);
    if (!turn) throw new Error('a message reached Botkit outside a turn');
    return turn;
  };
  addChoiceDialogue(controller, turnOf);
  controller.on('message', async (bot, message) => {
    const turn = turnOf(message);
    const taken = await takeGuarded(turn, readLabel(turn.message.text, opening));
    const reply = taken?.outcome.reply;
    if (!reply) return;
    if (reply.choices.length === 0) await bot.say(SPOKEN);
    else await bot.beginDialog(CHOICE_DIALOGUE, { menu: reply.choices });
  });
  return {
    async run(turn) {
      const id = turn.message.conversationId;
      running.set(id, turn);
      try {
        await adapter.run(turn, (context) => controller.handleTurn(context));
        if (turn.failure !== undefined) throw turn.failure;
      } finally {
        running.delete(id);
      }
    },
  };
}
