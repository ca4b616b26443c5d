import type { types } from '@slack/bolt';
import type { Choice } from '../../../domain/reply.ts';
import { blockIdOf, type MessageRef } from './message-ref.ts';
import { cutForSections, toMrkdwn } from './mrkdwn.ts';

/** A message in Slack's form: blocks, and the same words as text for notifications and screen readers. */
export type Post = { text: string; blocks: types.KnownBlock[] };

/** "Did this help?" below an answer, in the words that are approved. `no_question`: only the way to a person. */
export type HelpedButtons = {
  question: string | undefined;
  buttons: { pressed: 'yes' | 'no' | 'person'; label: string }[];
};

type Words = { text: string; choices: Choice[]; helped: HelpedButtons | undefined };

/** Slack's limit for a button's label. */
const LABEL_CHARACTERS = 75;

export const CHOICE_ACTION = /^choice_(\d+)$/;
export const HELPED_ACTION = /^helped_(yes|no|person)$/;

/**
 * What a patient reads on Slack: the message's own words, with its buttons above the warning. `warning` is the last
 * paragraph of every message to a patient; the buttons stand before it, so that it is still last.
 */
export function patientPost(
  { text, choices, helped }: Words,
  { warning, ref }: { warning: string; ref: MessageRef },
): Post {
  const below = [...menu(choices, ref), ...helpedBlocks(helped, ref)];
  const splits = below.length > 0 && text.endsWith(warning);
  const [first, ...rest] = sections(splits ? text.slice(0, -warning.length) : text);
  const blockId = blockIdOf('said', ref);
  return {
    text: toMrkdwn(text),
    blocks: [
      ...(first ? [{ ...first, block_id: blockId }] : []),
      ...rest,
      ...below,
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

function menu(choices: Choice[], ref: MessageRef): types.KnownBlock[] {
  if (choices.length === 0) return [];
  const elements = choices
    .slice(0, 25)
    .map(({ label }, index) => button(`choice_${index + 1}`, String(index + 1), label));
  return [{ type: 'actions', block_id: blockIdOf('choices', ref), elements }];
}

function helpedBlocks(helped: HelpedButtons | undefined, ref: MessageRef): types.KnownBlock[] {
  if (!helped) return [];
  const elements = helped.buttons.map(({ pressed, label }) =>
    button(`helped_${pressed}`, pressed, label),
  );
  return [
    ...(helped.question === undefined ? [] : sections(helped.question)),
    { type: 'actions', block_id: blockIdOf('helped', ref), elements },
  ];
}

function button(action: string, value: string, label: string): types.Button {
  return {
    type: 'button',
    action_id: action,
    value,
    text: { type: 'plain_text', text: label.slice(0, LABEL_CHARACTERS) },
  };
}
