import type { SaidOnSlack } from './said-on-slack.ts';
import { ButtonClick } from './slack-payload.ts';

const CHOICE = /^choice_(\d+)_(\d+)$/;

/** Names of the buttons below message `seq`; only the patient they were offered to may press them. */
export function choiceIds({ seq, user }: { seq: number; user: string }) {
  return {
    block: `choices_${seq}_${user}`,
    button: (number: number) => `choice_${seq}_${number}`,
  };
}

export const CHOICE_ACTION = CHOICE;

/** A menu entry that a patient pressed, or `undefined` when the click was something else or somebody else's. */
export function readChoice(
  body: unknown,
  patientChannels: ReadonlySet<string>,
): SaidOnSlack | undefined {
  const parsed = ButtonClick.safeParse(body);
  if (!parsed.success) return undefined;
  const { user, team, channel, message, actions } = parsed.data;
  const [, seq, number] = CHOICE.exec(actions[0]?.action_id ?? '') ?? [];
  if (!seq || !number || actions[0]?.block_id !== `choices_${seq}_${user.id}`) return undefined;
  const direct = channel.id.startsWith('D') && patientChannels.size > 0;
  if (!direct && !patientChannels.has(channel.id)) return undefined;
  return {
    place: {
      team: team?.id ?? user.team_id ?? '',
      channel: channel.id,
      user: user.id,
      thread: message.thread_ts,
    },
    messageId: `${channel.id}:${message.ts}:choice:${number}`,
    said: { kind: 'choice', seq: Number(seq), number: Number(number) },
    onlyIfKnown: true,
  };
}
