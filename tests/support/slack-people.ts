import { vi } from 'vitest';
import { type SlackEmulator, type SlackMessage, signed } from './slack-emulator.ts';

const TEAM = 'T000000001';
const PATIENCE = { interval: 50, timeout: 20_000 };

type Window = { id: string; private_metadata: string; blocks: { text?: { text: string } }[] };

/** People in front of the emulated Slack, whose events and presses reach a program at this address. */
export function slackPeople(slack: SlackEmulator, url: string) {
  const post = async (body: string, type: string) => {
    const headers = { 'content-type': type, ...signed(body, new Date().toISOString()) };
    const response = await fetch(`${url}/slack/events`, { method: 'POST', body, headers });
    if (response.status !== 200) throw new Error(`Slack was answered with ${response.status}`);
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  };
  const interact = (payload: object) =>
    post(
      new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      'application/x-www-form-urlencoded',
    );
  const whoIs = (user: string) => ({ user: { id: user, team_id: TEAM }, team: { id: TEAM } });
  const press = async (user: string, action_id: string, number: number) =>
    interact({
      type: 'block_actions',
      ...whoIs(user),
      channel: { id: slack.staffChannel },
      message: { ts: '1.1' },
      trigger_id: await slack.trigger(user),
      actions: [{ type: 'button', action_id, value: String(number), action_ts: '1.1' }],
    });
  const submit = (user: string, view: Omit<Window, 'blocks'>, text: string) => {
    const values = { message: { text: { type: 'plain_text_input', value: text } } };
    const { id, private_metadata } = view;
    const shown = { type: 'modal', callback_id: 'ticket_send', state: { values } };
    return interact({
      type: 'view_submission',
      ...whoIs(user),
      view: { id, private_metadata, ...shown },
    });
  };
  return {
    event: (body: object) => post(JSON.stringify(body), 'application/json'),
    press,
    /** The window "Send to patient": gives what its preview shows, and a way to send that. */
    async write(user: string, { number, text }: { number: number; text: string }) {
      await press(user, 'ticket_send', number);
      const opened = slack.calls.findLast(({ method }) => method === 'views.open');
      const window: Window = JSON.parse(opened?.answer ?? '{}').view;
      const { view } = await submit(user, window, text);
      const preview = (view as Window).blocks.flatMap(({ text: words }) => words?.text ?? []);
      const { private_metadata } = view as Window;
      return {
        preview: preview.join('\n'),
        send: () => submit(user, { id: window.id, private_metadata }, text),
      };
    },
    /** The message in a channel that says this, once it is there. */
    until: (channel: string, says: string): Promise<SlackMessage> =>
      vi.waitFor(async () => {
        const found = (await slack.messages(channel)).findLast(({ text }) => text.includes(says));
        if (!found) throw new Error(`nothing in ${channel} says "${says}"`);
        return found;
      }, PATIENCE),
  };
}
