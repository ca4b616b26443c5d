import type { types } from '@slack/bolt';
import type { Choice } from '../../../domain/reply.ts';
import { choiceIds } from '../patients/read-choice.ts';
import { cutForSections, toMrkdwn } from './mrkdwn.ts';

/** A message in Slack's form: blocks, and the same words as text for notifications and screen readers. */
export type Post = { text: string; blocks: types.KnownBlock[] };

type Words = { text: string; choices: Choice[] };

/** Slack's limit for a button's label. */
const LABEL_CHARACTERS = 75;

/**
 * What a patient reads on Slack: the message's own words, with its choices as buttons above the warning. `warning` is
 * the last paragraph of every message to a patient; the buttons stand before it, so that it is still last.
 */
export function patientPost(
  { text, choices }: Words,
  { warning, seq, user }: { warning: string; seq: number; user: string },
): Post {
  const splits = choices.length > 0 && text.endsWith(warning);
  const body = splits ? text.slice(0, -warning.length) : text;
  return {
    text: toMrkdwn(text),
    blocks: [
      ...sections(body),
      ...(choices.length > 0 ? [buttons(choices, { seq, user })] : []),
      ...(splits ? sections(warning) : []),
    ],
  };
}

export function sections(markdown: string): types.KnownBlock[] {
  return cutForSections(toMrkdwn(markdown)).map((text) => ({
    type: 'section',
    text: { type: 'mrkdwn', text },
  }));
}

function buttons(choices: Choice[], owner: { seq: number; user: string }): types.KnownBlock {
  const ids = choiceIds(owner);
  return {
    type: 'actions',
    block_id: ids.block,
    elements: choices.slice(0, 25).map(({ label }, index) => ({
      type: 'button',
      action_id: ids.button(index + 1),
      value: String(index + 1),
      text: { type: 'plain_text', text: label.slice(0, LABEL_CHARACTERS) },
    })),
  };
}
