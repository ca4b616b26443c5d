import { type Botkit, BotkitConversation, type BotkitMessage } from 'botkit';
import { z } from 'zod';
import { Choice } from '../domain/reply.ts';
import { readChoice } from './read-choice.ts';
import type { RunningTurn } from './running-turn.ts';
import { SPOKEN } from './turn-adapter.ts';

export const CHOICE_DIALOGUE = 'choice';

const Menu = z.array(Choice);

/**
 * The step after a menu: a number or a label picks its entry, anything else is a new question. As long as replies end
 * in a menu the dialogue goes on; its state is the menu, kept in the store with the turn.
 */
export function addChoiceDialogue(
  controller: Botkit,
  turnOf: (message: BotkitMessage) => RunningTurn,
): void {
  const dialogue = new BotkitConversation(CHOICE_DIALOGUE, controller);
  dialogue.ask(
    SPOKEN,
    async (_answer, convo, bot, message) => {
      const turn = turnOf(message);
      const menu = Menu.catch([]).parse(convo.vars.menu);
      const taken = await takeGuarded(turn, readChoice(turn.message.text, menu));
      const reply = taken?.outcome.reply;
      if (reply && reply.choices.length > 0) {
        convo.setVar('menu', reply.choices);
        await convo.repeat();
      } else if (reply) {
        await bot.say(SPOKEN);
      }
    },
    'picked',
  );
  controller.addDialog(dialogue);
}

/** A handler that throws would leave Botkit's turn unsettled for ever, so the error is kept for after the turn. */
export async function takeGuarded(turn: RunningTurn, choice: Choice | undefined) {
  try {
    return await turn.take(choice);
  } catch (error) {
    turn.failure = error;
    return undefined;
  }
}
