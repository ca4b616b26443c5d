import { isAsked, offersPerson } from '../../../conversation/feedback/is-asked.ts';
import type { Sender } from '../../../conversation/reply/sender.ts';
import type { Message } from '../../../domain/conversation.ts';
import type { ConversationId, Locale } from '../../../domain/ids.ts';
import type { Blocks } from '../../../safety/load-blocks.ts';
import type { Log } from '../../../shared/log.ts';
import { toMrkdwn } from './mrkdwn.ts';
import { type HelpedButtons, type Post, patientPost, sections } from './patient-post.ts';

type Deps = { sender: Sender; blocks: Blocks; log: Log };

/** A stored message as the patient will read it on Slack. */
export type PatientWords = {
  postOf(message: Message, conversation: ConversationId): Post;
  /** What stands in the channel in its place when the message itself went out in private. */
  neutralLine(locale: Locale): Post;
  /** What the bot is, for who has not written yet. */
  notice: string;
  /** For who reported an answer, once it is stored. */
  thanks: string;
  /** For who reported something that is not ours. */
  notOurs: string;
};

export function createPatientWords(deps: Deps): PatientWords {
  const { blocks, sender } = deps;
  return {
    postOf(message, conversation) {
      const isApproved = sender.mayLeave(message) && !sender.isTakenBack(message);
      const { text, choices } = isApproved ? message : fallback(message, deps);
      const helped = isApproved ? helpedButtons(message, blocks) : undefined;
      const warning = blocks.text('WARNING', message.locale);
      const ref = { conversation, seq: message.seq };
      return patientPost({ text, choices, helped }, { warning, ref });
    },
    neutralLine(locale) {
      const { text } = sender.send(draftOf(locale, 'R-PRIVATE'));
      return { text, blocks: sections(text) };
    },
    notice: toMrkdwn(sender.send(draftOf('en', 'R-NOTICE')).text),
    thanks: toMrkdwn(sender.send(draftOf('en', 'R-FEEDBACK-THANKS', 'R-PASSED')).text),
    notOurs: toMrkdwn(sender.send(draftOf('en', 'R-SCOPE')).text),
  };
}

/** A stored message goes out only as long as every byte of it is approved and not taken back; else the built-in text does. */
function fallback({ id, locale }: Message, { sender, log }: Deps) {
  log.error(
    { message: id },
    'a stored message is not what was approved; the built-in text was sent to the patient instead',
  );
  return sender.send(draftOf(locale, 'R-FALLBACK'));
}

function draftOf(locale: Locale, ...ids: string[]) {
  const parts = [...ids, 'WARNING'].map((id) => ({ kind: 'block' as const, id, locale }));
  return { kind: 'fallback' as const, locale, parts, choices: [] };
}

/** "Did this help?" below an answer; below an offer of a person only the way to them. */
function helpedButtons(message: Message, blocks: Blocks): HelpedButtons | undefined {
  const label = (id: string) => blocks.text(id, message.locale);
  const person = { pressed: 'person' as const, label: label('BUTTON-PERSON') };
  if (offersPerson(message)) return { question: undefined, buttons: [person] };
  if (!isAsked(message)) return undefined;
  return {
    question: label('R-ASK-HELPED'),
    buttons: [
      { pressed: 'yes', label: label('BUTTON-YES') },
      { pressed: 'no', label: label('BUTTON-NO') },
      person,
    ],
  };
}
