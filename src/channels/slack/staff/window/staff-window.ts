import type { App, ViewSubmitAction } from '@slack/bolt';
import type { Signature } from '../../../../domain/staff.ts';
import { sha256 } from '../../../../shared/ids.ts';
import type { Home } from '../home/create-home.ts';
import { MESSAGE_BLOCK, StaffSubmission, slackUserOf } from '../staff-click.ts';
import type { StaffDeps } from '../staff-deps.ts';
import { noSuchTicket, notLinked } from '../staff-words.ts';
import { previewWindow, SEND_WINDOW } from './send-window.ts';

type Answer =
  | { kind: 'sent'; by: Signature }
  | { kind: 'preview'; preview: string }
  | { kind: 'refused'; why: string };

/**
 * The window "Send to patient". What is sent is what was shown: a text that was changed after its preview is shown
 * again. The window stays open, with the text in it, until the message is stored.
 */
export function listenToWindow(app: App, home: Home, deps: StaffDeps): void {
  app.view<ViewSubmitAction>(SEND_WINDOW, async ({ ack, body, client }) => {
    const submission = StaffSubmission.parse(body);
    const answer = await answerTo(submission, deps);
    const { private_metadata: notes } = submission.view;
    const text = textOf(submission);
    switch (answer.kind) {
      case 'sent':
        await ack();
        return home.refresh({ user: submission.user.id, by: answer.by }, client);
      case 'refused':
        return ack({ response_action: 'errors', errors: { [MESSAGE_BLOCK]: answer.why } });
      case 'preview': {
        const next = { ...notes, previewed: sha256(text) };
        const view = previewWindow(next, { text, preview: answer.preview });
        return ack({ response_action: 'update', view });
      }
    }
  });
}

async function answerTo(submission: StaffSubmission, deps: StaffDeps): Promise<Answer> {
  const { private_metadata: notes } = submission.view;
  try {
    const by = await deps.linkStaff(slackUserOf(submission));
    if (!by) return { kind: 'refused', why: notLinked(submission.user.id) };
    const text = textOf(submission);
    if (!text) return { kind: 'refused', why: 'Write a message first.' };
    const isPreviewed = notes.previewed === sha256(text);
    return await (isPreviewed ? send : preview)(submission, { by, deps });
  } catch (err) {
    deps.log.error({ err, number: notes.number }, 'a staff message from Slack was not sent');
    return { kind: 'refused', why: 'This was not sent. Try again, or use the console.' };
  }
}

type Author = { by: Signature; deps: StaffDeps };

async function preview(submission: StaffSubmission, { by, deps }: Author): Promise<Answer> {
  const { number } = submission.view.private_metadata;
  const found = await deps.store.conversations.findTicket(number);
  if (!found) return { kind: 'refused', why: noSuchTicket(number) };
  const { locale } = found.conversation;
  return { kind: 'preview', preview: deps.staffActions.preview(by, textOf(submission), locale) };
}

async function send(submission: StaffSubmission, { by, deps }: Author): Promise<Answer> {
  const { id, private_metadata: notes } = submission.view;
  const { number } = notes;
  const message = { text: textOf(submission), actionId: `slack:${id}` };
  const outcome = await deps.staffActions.reply(number, by, message);
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', by };
    case 'not_yours':
      return { kind: 'refused', why: `Ticket ${number} is not yours any more. Nothing was sent.` };
    case 'no_such_ticket':
      return { kind: 'refused', why: noSuchTicket(number) };
  }
}

function textOf({ view }: StaffSubmission): string {
  return view.state.values[MESSAGE_BLOCK].text.value;
}
